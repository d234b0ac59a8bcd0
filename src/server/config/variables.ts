import type { Rule } from './rules.js';

/** Environment variables, read by rules. What is wrong with them is gathered, a line each, without the values. */
export class Variables {
  readonly faults: string[] = [];

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  isSet(name: string): boolean {
    return this.env[name] !== undefined;
  }

  /** What `rule` makes of a variable, or `otherwise` when it is not set or wrong. */
  readonly read = <T, D>(name: string, rule: Rule<T>, otherwise: D): T | D => {
    const given = this.env[name];
    if (given === undefined) return otherwise;
    const result = given === '' ? { fault: 'is empty; set it or unset it.' } : rule(given);
    if ('value' in result) return result.value;
    this.refuse(name, result.fault);
    return otherwise;
  };

  /** Adds a fault, in words that follow the variable's name. */
  refuse(name: string, fault: string): void {
    this.faults.push(`${name} ${fault}`);
  }
}
