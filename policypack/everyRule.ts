import { stackRules } from "./graph";
import { passRoleManagedPolicy } from "./passRoleManagedPolicy";
import { resourceRules } from "./resources";
import { rules } from "./rules";
import type { RuleWords } from "./ruling";

/** The words of every rule of the pack, in its order: on documents, on attachments, on other properties, on the whole stack. */
export const everyRule: readonly RuleWords[] = [...rules, passRoleManagedPolicy, ...resourceRules, ...stackRules];
