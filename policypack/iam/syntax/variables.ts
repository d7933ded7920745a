/** Policy variables: `${aws:username}`. @see IAM User Guide, reference_policies_variables (2026) */

/** One part of a text: what it says itself, or what the request fills in. */
export type Part = { readonly literal: string } | { readonly variable: string; readonly fallback: string | undefined };

/** The characters that a pattern can only mean itself by writing them as a variable: `${*}`, `${?}`, `${$}`. */
const escapes = ["*", "?", "$"];

/** A text apart into literals (wildcards kept, escapes kept as written) and variables. */
export const splitVariables = (text: string): readonly Part[] => {
    const found: Part[] = [];
    let literal = "";
    let at = 0;
    for (let start = text.indexOf("${"); start !== -1; start = text.indexOf("${", at)) {
        const end = text.indexOf("}", start);
        if (end === -1) {
            break;
        }
        const inside = text.slice(start + 2, end);
        literal += text.slice(at, start);
        at = end + 1;
        if (escapes.includes(inside)) {
            literal += text.slice(start, at);
            continue;
        }
        if (literal !== "") {
            found.push({ literal });
        }
        literal = "";
        const comma = inside.indexOf(",");
        found.push({
            variable: (comma === -1 ? inside : inside.slice(0, comma)).trim().toLowerCase(),
            fallback: comma === -1 ? undefined : inside.slice(comma + 1),
        });
    }
    literal += text.slice(at);
    return literal === "" && found.length > 0 ? found : [...found, { literal }];
};

/** Whether the request fills something in. */
export const hasVariable = (text: string): boolean =>
    text.includes("${") && splitVariables(text).some((part) => "variable" in part);

/** A private character, which no document may contain, in place of what the request fills in. */
export const mask = "\u{e002}";

/** The text with each variable as one word without colons, so that an ARN can be taken apart. */
export const maskVariables = (text: string): string =>
    !text.includes("${")
        ? text
        : splitVariables(text)
              .map((part) => ("literal" in part ? part.literal : `${mask}${part.variable.replaceAll(":", ".")}`))
              .join("");
