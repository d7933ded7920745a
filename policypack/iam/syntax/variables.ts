/** Policy variables: `${aws:username}`. @see IAM User Guide, reference_policies_variables (2026) */

/** One part of a text: literal text, or a policy variable that the request resolves. */
export type Part = { readonly literal: string } | { readonly variable: string; readonly fallback: string | undefined };

/** The characters a pattern escapes by writing them as a variable: `${*}`, `${?}`, `${$}`. */
const escapes = ["*", "?", "$"];

/** Splits a text into variables and literals, which keep wildcards and escapes as written. */
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

/** Whether the text has a policy variable. */
export const hasVariable = (text: string): boolean =>
    text.includes("${") && splitVariables(text).some((part) => "variable" in part);

/** A character from Unicode's private use area, which IAM rejects in documents; replaces policy variables. */
export const mask = "\u{e002}";

/** The text with each variable replaced by a word without colons, so that an ARN can be split into its fields. */
export const maskVariables = (text: string): string =>
    !text.includes("${")
        ? text
        : splitVariables(text)
              .map((part) => ("literal" in part ? part.literal : `${mask}${part.variable.replaceAll(":", ".")}`))
              .join("");
