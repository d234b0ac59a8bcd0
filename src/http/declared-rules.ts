import { getMetadataStorage } from 'class-validator';

type Input = Record<string, unknown>;
type Rule = (input: Input) => boolean;

const RULES = new WeakMap<object, Rule | null>();

/**
 * Whether an input keeps every rule that its class declares, told at a third of what class-validator takes, which
 * collects and groups the rules again each time (docs/performance.md). What it cannot tell, or finds broken, is for
 * class-validator.
 */
export function keepsAllRules(type: new () => object, input: object): boolean {
  let rule = RULES.get(type);
  if (rule === undefined) RULES.set(type, (rule = ruleOf(type)));
  return rule?.(input as Input) ?? false;
}

/** All rules of a class as one, or null where there are some of another kind than these. */
function ruleOf(type: new () => object): Rule | null {
  const storage = getMetadataStorage();
  const declared = storage.getTargetValidationMetadatas(type, '', false, false);
  const conditions = declared.filter((rule) => rule.type === 'conditionalValidation');
  const rules = declared.filter((rule) => rule.type === 'customValidation');
  const isKnown = declared.length === conditions.length + rules.length;
  if (!isKnown || rules.length === 0 || rules.some((rule) => rule.each || rule.validateIf))
    return null;

  const keeps = rules.flatMap(({ propertyName: property, constraints, constraintCls }) =>
    storage.getTargetValidatorConstraints(constraintCls).map(({ instance }): Rule => {
      const applies = conditions
        .filter(({ propertyName }) => propertyName === property)
        .map((condition) => condition.constraints[0] as (input: Input, value: unknown) => boolean);
      return (input) => {
        const value = input[property];
        if (!applies.every((condition) => condition(input, value))) return true;
        const targetName = type.name;
        return (
          instance.validate(value, { targetName, property, object: input, value, constraints }) ===
          true
        );
      };
    }),
  );
  return (input) => keeps.every((keep) => keep(input));
}
