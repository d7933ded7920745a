/** How the functions of a template refer to its parts. */

import type { TemplateBudget } from "./budget";

/** The text of a scalar; empty for other values. */
export const text = (value: unknown): string =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

/** Resource and attribute of an `Fn::GetAtt`, or of a name in `Fn::Sub`. */
export const attributeParts = (argument: unknown): readonly [resource: string, name: string] => {
    const list = Array.isArray(argument) ? argument : [argument];
    const [resource = "", ...rest] = typeof argument === "string" ? argument.split(".") : list.map(text);
    return [resource, rest.join(".")];
};

/** A part of an `Fn::Sub`: literal text, or a name with the text around it. */
export type SubPart = string | { readonly name: string; readonly whole: string };

/** Splits the text of an `Fn::Sub`. A template escapes an IAM policy variable as `${!aws:username}`. */
export const subParts = (template: string): readonly SubPart[] => {
    const parts: SubPart[] = [];
    let at = 0;
    for (let start = template.indexOf("${"); start !== -1; start = template.indexOf("${", at)) {
        const end = template.indexOf("}", start);
        if (end === -1) {
            break;
        }
        const inside = template.slice(start + 2, end);
        parts.push(template.slice(at, start));
        parts.push(
            inside.startsWith("!")
                ? `\${${inside.slice(1)}}`
                : { name: inside.trim(), whole: template.slice(start, end + 1) },
        );
        at = end + 1;
    }
    parts.push(template.slice(at));
    return parts;
};

/** The key of a loop: `Fn::ForEach::Name`. */
export const isLoop = (key: string): boolean => key.startsWith("Fn::ForEach::");

/** Replaces the identifier of a loop: `${Name}`, or `&{Name}` for the letters and digits of the value. */
export const replaceIdentifier = (
    template: string,
    identifier: string,
    value: string,
    budget: TemplateBudget,
): string => {
    const inBraces = `{${identifier}}`;
    // Most texts of a loop do not name it.
    if (!template.includes(inBraces)) {
        return template;
    }
    const replace = (text: string, placeholder: string, by: string): string => {
        const parts = text.split(placeholder);
        budget.text(text.length + parts.length * by.length);
        return parts.join(by);
    };
    const replaced = replace(template, `$${inBraces}`, value);
    return replace(replaced, `&${inBraces}`, value.replace(/[^A-Za-z0-9]/g, ""));
};

/** Splits a text at the placeholders of unknown values. */
const placeholders = /(\{\{[^{}]*\}\})/;

/** The parts without those that can be empty and stand directly after a part that touches them. */
const withoutNeighbours = (
    parts: readonly string[],
    touches: (part: string) => boolean,
    isRemovable: (part: string) => boolean,
): readonly string[] => {
    let isBeside = false;
    return parts.filter((part) => {
        if (isBeside && isRemovable(part)) {
            return false;
        }
        isBeside = touches(part);
        return true;
    });
};

/**
 * Removes the placeholders beside a wildcard whose values can be empty: `role/{{Prefix}}*` can be every role.
 *
 * @param canBeEmpty - whether the unknown value of this name can be empty.
 */
export const widenWildcards = (whole: string, canBeEmpty: (name: string) => boolean): string => {
    if (!whole.includes("{{") || !whole.includes("*")) {
        return whole;
    }
    const isRemovable = (part: string): boolean => part.startsWith("{{") && canBeEmpty(part.slice(2, -2));
    const parts = whole.split(placeholders).filter((part) => part !== "");
    const after = withoutNeighbours(parts, (part) => part.endsWith("*"), isRemovable);
    const before = withoutNeighbours([...after].reverse(), (part) => part.startsWith("*"), isRemovable);
    return [...before].reverse().join("");
};
