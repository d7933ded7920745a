/**
 * `iam:PassedToService`: the service a role is passed to.
 * @see IAM User Guide, reference_policies_iam-condition-keys
 */
import type { ValueCheck } from "./conditions";
import { hasWildcard, matches } from "../syntax/glob";
import { callerSupplied } from "./conditionValues";
import { operatorNamed } from "../syntax/conditionOperators";
import { hasVariable } from "../syntax/variables";

/** In lower case, like all keys in normal form. */
export const passedToService = "iam:passedtoservice";

/** Service principals that do not exist: a pattern that matches either of these matches any service. */
const unlikelyServices = ["\u{e000}.amazonaws.com", "\u{e000}\u{e000}\u{e000}\u{e000}\u{e000}\u{e000}.amazonaws.com"];

/** A value restricts the key if it is a single service principal. */
export const passedToCheck =
    (variables: boolean): ValueCheck =>
    (value, { operator }) => {
        const known = operatorNamed(operator);
        if (known?.compares !== "text") {
            return { effect: "unrestricted", why: `\`${operator}\` does not compare strings` };
        }
        if (variables && hasVariable(value)) {
            return callerSupplied(value);
        }
        if (!hasWildcard(value)) {
            return { effect: "restricts" };
        }
        if (known.wildcards === "none") {
            return {
                effect: "neverMatches",
                why: `\`${operator}\` treats the wildcard in "${value}" as a literal character`,
            };
        }
        return unlikelyServices.some((service) => matches(value.toLowerCase(), service))
            ? { effect: "unrestricted", why: `"${value}" matches every service` }
            : { effect: "unrestricted", why: `"${value}" is a pattern, not a service principal` };
    };
