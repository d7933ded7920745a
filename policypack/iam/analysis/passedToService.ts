/** `iam:PassedToService`: the service a passed role ends up with. @see IAM User Guide, reference_policies_iam-condition-keys */
import type { Judge } from "./conditions";
import { hasWildcard, matches } from "../syntax/glob";
import { filledIn } from "./conditionValues";
import { operatorNamed } from "../syntax/conditionOperators";
import { hasVariable } from "../syntax/variables";

/** In lower case, as normal form has keys. */
export const passedToService = "iam:passedtoservice";

/** Any service name at all: a pattern that takes both of these takes every one. */
const strangers = ["\u{e000}.amazonaws.com", "\u{e000}\u{e000}\u{e000}\u{e000}\u{e000}\u{e000}.amazonaws.com"];

/** A value binds when it is one service's name. */
export const passedToJudge =
    (variables: boolean): Judge =>
    (value, { operator }) => {
        const known = operatorNamed(operator);
        if (known?.compares !== "text") return { grip: "open", why: `\`${operator}\` does not compare text` };
        if (variables && hasVariable(value)) return filledIn(value);
        if (!hasWildcard(value)) return { grip: "binds" };
        if (known.wildcards === "none") {
            return { grip: "dead", why: `\`${operator}\` takes the wildcard in "${value}" for a letter` };
        }
        return strangers.some((service) => matches(value.toLowerCase(), service))
            ? { grip: "open", why: `"${value}" fits every service` }
            : { grip: "open", why: `"${value}" is a pattern, not the name of a service` };
    };
