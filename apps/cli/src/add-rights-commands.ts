import type { Command, Option } from 'commander';
import { addCommand } from './door/command-access.ts';

/** What `main.ts` shares with the files that add commands. */
export interface CommandKit {
  readonly lazily: <Words extends unknown[]>(
    load: () => Promise<(...words: Words) => Promise<void>>,
  ) => (...words: Words) => Promise<void>;
  readonly json: () => Option;
  readonly by: () => Option;
  readonly role: (role: string) => Option;
}

/** A name that only holds commands together. */
const GROUP = { open: 'its own commands ask' };

const rights = () => import('./commands/rights.ts');
const cards = () => import('./commands/model-cards.ts');
const production = () => import('./commands/production.ts');

/** Productions, performers, consents, licences, models. */
export function addRightsCommands(program: Command, kit: CommandKit): void {
  addProductionCommands(program, kit);
  addPerformerCommands(program, kit);
  addConsentCommands(program, kit);
  addMaterialCommands(program, kit);
  addCommand(program, 'disclose <production>', { action: 'view-disclosure', role: 'producer' })
    .addOption(kit.by())
    .addOption(kit.role('producer'))
    .description('the disclosure report: what was generated or altered, by what, on whose consent, approved by whom')
    .option('--out <file>', 'write it as <file>.pdf and <file>.json')
    .addOption(kit.json())
    .action(kit.lazily(async () => (await import('./commands/disclose.ts')).runDisclose));
}

function addProductionCommands(program: Command, kit: CommandKit): void {
  const group = addCommand(program, 'production', GROUP).description(
    'productions: list, create, rule packs, names they know',
  );
  addCommand(group, 'list', { action: 'list-productions', role: 'artist' })
    .description('list productions')
    .addOption(kit.json())
    .action(kit.lazily(async () => (await production()).runListProductions));
  acting(addCommand(group, 'create <slug>', { action: 'create-production', role: 'producer' }), kit, 'producer')
    .description('make a production')
    .option('--title <title>', 'default: the slug')
    .option('--packs <packs>', 'netflix, sag-aftra, california, eu-ai-act, joined by commas; or none', 'none')
    .action(kit.lazily(async () => (await production()).runCreateProduction));
  acting(
    addCommand(group, 'packs <slug> <packs>', { action: 'switch-policy-packs', role: 'producer' }),
    kit,
    'producer',
  )
    .description('switch rule packs on: their names joined by commas, or none')
    .action(kit.lazily(async () => (await production()).runSwitchPacks));
  acting(
    addCommand(group, 'vocabulary <slug> <file>', { action: 'switch-policy-packs', role: 'producer' }),
    kit,
    'producer',
  )
    .description('say which names are characters and places: {"characters": [], "places": []}')
    .action(kit.lazily(async () => (await production()).runSetVocabulary));
  acting(
    addCommand(group, 'strike <slug> <state>', { action: 'switch-policy-packs', role: 'producer' }),
    kit,
    'producer',
  )
    .description('record that the union is on strike: on, or off')
    .action(kit.lazily(async () => (await production()).runRecordStrike));
}

function addPerformerCommands(program: Command, kit: CommandKit): void {
  const group = addCommand(program, 'performer', GROUP).description('performers of a production');
  acting(addCommand(group, 'add <production> <file>', { action: 'edit-register', role: 'producer' }), kit, 'producer')
    .description('register a performer from a JSON file')
    .action(kit.lazily(async () => (await rights()).runAddPerformer));
  addCommand(group, 'list <production>', { action: 'view-register', role: 'producer' })
    .addOption(kit.by())
    .addOption(kit.role('producer'))
    .description('who is in the register')
    .addOption(kit.json())
    .action(kit.lazily(async () => (await rights()).runListPerformers));
  acting(
    addCommand(group, 'reference <performer> <picture>', { action: 'add-reference', role: 'producer' }),
    kit,
    'producer',
  )
    .description('put a picture on file: kept encrypted, used for checks only')
    .action(kit.lazily(async () => (await rights()).runAddReference));
  addCommand(group, 'uses <performer>', { action: 'view-register', role: 'producer' })
    .addOption(kit.by())
    .addOption(kit.role('producer'))
    .description('every take that uses them')
    .addOption(kit.json())
    .action(kit.lazily(async () => (await rights()).runListUses));
}

function addConsentCommands(program: Command, kit: CommandKit): void {
  const group = addCommand(program, 'consent', GROUP).description('consents: record, grant, withdraw');
  acting(
    addCommand(group, 'record <production> <file>', { action: 'record-consent', role: 'producer' }),
    kit,
    'producer',
  )
    .description('record a consent as a draft from a JSON file')
    .option('--performer <performer>', 'id or name; instead of the one in the file')
    .option('--document <file>', 'the signed document')
    .action(kit.lazily(async () => (await rights()).runRecordConsent));
  acting(
    addCommand(group, 'attach <consent> <document>', { action: 'record-consent', role: 'producer' }),
    kit,
    'producer',
  )
    .description('put the signed document beside a draft')
    .action(kit.lazily(async () => (await rights()).runAttachDocument));
  acting(addCommand(group, 'grant <consent>', { action: 'grant-consent', role: 'legal' }), kit, 'legal')
    .description('bring a signed draft into force')
    .action(kit.lazily(async () => (await rights()).runGrantConsent));
  acting(addCommand(group, 'withdraw <consent>', { action: 'withdraw-consent', role: 'producer' }), kit, 'producer')
    .description('take it back: everything that nothing else covers stops at once')
    .option('--text <words>', 'why')
    .action(kit.lazily(async () => (await rights()).runWithdrawConsent));
  addCommand(group, 'list <production>', { action: 'view-register', role: 'producer' })
    .addOption(kit.by())
    .addOption(kit.role('producer'))
    .description('all consents and how they stand today')
    .addOption(kit.json())
    .action(kit.lazily(async () => (await rights()).runListConsents));
}

function addMaterialCommands(program: Command, kit: CommandKit): void {
  const licences = addCommand(program, 'licence', GROUP).description('licences of plates, references, training data');
  acting(
    addCommand(licences, 'add <production> <file>', { action: 'edit-register', role: 'producer' }),
    kit,
    'producer',
  )
    .description('register a licence from a JSON file')
    .option('--document <file>', 'the agreement')
    .action(kit.lazily(async () => (await rights()).runAddLicence));
  acting(addCommand(licences, 'revoke <licence>', { action: 'edit-register', role: 'legal' }), kit, 'legal')
    .description('end a licence: takes made of the material are quarantined')
    .option('--text <words>', 'why')
    .action(kit.lazily(async () => (await rights()).runRevokeLicence));
  addCommand(licences, 'list <production>', { action: 'view-register', role: 'producer' })
    .addOption(kit.by())
    .addOption(kit.role('producer'))
    .description('all licences')
    .addOption(kit.json())
    .action(kit.lazily(async () => (await rights()).runListLicences));
  const models = addCommand(program, 'model', GROUP).description(
    'model cards: what a production knows of a trained model',
  );
  acting(addCommand(models, 'add <production> <file>', { action: 'edit-register', role: 'producer' }), kit, 'producer')
    .description('register a model card from a JSON file')
    .action(kit.lazily(async () => (await cards()).runAddCard));
  acting(addCommand(models, 'correct <card> <file>', { action: 'edit-register', role: 'producer' }), kit, 'producer')
    .description('put another card in its place; takes go on pointing at the former')
    .action(kit.lazily(async () => (await cards()).runCorrectCard));
  acting(addCommand(models, 'retire <card>', { action: 'edit-register', role: 'producer' }), kit, 'producer')
    .description('no take may be made with it from now on; what was made stands')
    .action(kit.lazily(async () => (await cards()).runRetireCard));
  addCommand(models, 'list <production>', { action: 'view-register', role: 'producer' })
    .addOption(kit.by())
    .addOption(kit.role('producer'))
    .description('all model cards')
    .addOption(kit.json())
    .action(kit.lazily(async () => (await cards()).runListCards));
}

function acting(command: Command, kit: CommandKit, role: string): Command {
  return command.addOption(kit.by()).addOption(kit.role(role)).addOption(kit.json());
}
