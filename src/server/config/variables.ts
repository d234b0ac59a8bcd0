import type { VariableRule } from './rules.js';

/** Reads environment variables by rules and collects the errors. */
export class Variables {
  /** One line for each wrong variable, without its value. */
  readonly faults: string[] = [];

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  isSet(name: string): boolean {
    return this.env[name] !== undefined;
  }

  /** Parses a variable with `rule`. Returns `fallback` when the variable is not set or wrong. */
  readonly read = <T, D>(name: string, rule: VariableRule<T>, fallback: D): T | D => {
    const text = this.env[name];
    if (text === undefined) return fallback;
    const result = text === '' ? { fault: 'is empty; set it or unset it.' } : rule(text);
    if ('value' in result) return result.value;
    this.refuse(name, result.fault);
    return fallback;
  };

  /** Adds an error. `fault` continues a sentence after the variable's name. */
  refuse(name: string, fault: string): void {
    this.faults.push(`${name} ${fault}`);
  }
}
