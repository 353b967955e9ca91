export { collapseEngine } from './collapse-engine.ts';
export {
  type CollapseParameters,
  type CollapseParametersInput,
  collapseParametersSchema,
} from './set-up/collapse-parameters.ts';
