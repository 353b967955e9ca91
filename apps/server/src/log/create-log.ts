import { type DestinationStream, type Logger, pino } from 'pino';
import { SECRET_PATTERN } from '../sign-in/secrets.ts';

const LEFT_OUT = '[left out]';

/** Where secrets stand in what is logged, should anybody log a request or a form. */
const SECRET_FIELDS = ['password', 'passwordHash', 'secret', 'token', 'authorization', 'cookie', '["set-cookie"]'];

/** Secrets within texts: ours, headers, session cookies, and the values that a failed query names. */
const SECRET_TEXTS: readonly RegExp[] = [
  SECRET_PATTERN,
  /\bBearer\s+[^\s"\\]+/gi,
  /\bbacklot\.(?:session_token|link)=[^;\s"\\]+/g,
  /\\nparams: (?:(?!\\n|").)*/g,
];

/** The server's log, as JSON lines without a secret in them: fields by name, and once more whatever a line says. */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  const paths = SECRET_FIELDS.flatMap((field) => {
    const at = (prefix: string) => (field.startsWith('[') ? `${prefix}${field}` : `${prefix}.${field}`);
    return [field, at('*'), at('*.*')];
  });
  const write = (line: string): void => {
    destination.write(withoutSecrets(line));
  };
  return pino({ level, redact: { paths, censor: LEFT_OUT } }, { write });
}

/** The text with every secret in it replaced. */
function withoutSecrets(text: string): string {
  return SECRET_TEXTS.reduce((rest, pattern) => rest.replace(pattern, LEFT_OUT), text);
}
