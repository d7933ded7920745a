/** `iam:PassedToService`: the service a passed role ends up with. @see IAM User Guide, reference_policies_iam-condition-keys */
import type { ValueCheck } from "./conditions";
import { hasWildcard, matches } from "../syntax/glob";
import { callerSupplied } from "./conditionValues";
import { operatorNamed } from "../syntax/conditionOperators";
import { hasVariable } from "../syntax/variables";

/** In lower case, as normal form has keys. */
export const passedToService = "iam:passedtoservice";

/** Any service name at all: a pattern that takes both of these takes every one. */
const unlikelyServices = ["\u{e000}.amazonaws.com", "\u{e000}\u{e000}\u{e000}\u{e000}\u{e000}\u{e000}.amazonaws.com"];

/** A value binds when it is one service's name. */
export const passedToCheck =
    (variables: boolean): ValueCheck =>
    (value, { operator }) => {
        const known = operatorNamed(operator);
        if (known?.compares !== "text") {
            return { effect: "unrestricted", why: `\`${operator}\` does not compare text` };
        }
        if (variables && hasVariable(value)) {
            return callerSupplied(value);
        }
        if (!hasWildcard(value)) {
            return { effect: "restricts" };
        }
        if (known.wildcards === "none") {
            return { effect: "neverMatches", why: `\`${operator}\` takes the wildcard in "${value}" for a letter` };
        }
        return unlikelyServices.some((service) => matches(value.toLowerCase(), service))
            ? { effect: "unrestricted", why: `"${value}" fits every service` }
            : { effect: "unrestricted", why: `"${value}" is a pattern, not the name of a service` };
    };
