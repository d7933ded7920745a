/** How the functions of a template refer to its parts. */

/** The text of a scalar; empty for other values. */
export const text = (value: unknown): string =>
    typeof value === "string" || typeof value === "number" ? String(value) : "";

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
