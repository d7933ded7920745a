import { keysOf, known, own } from "./reading";
import { resolved, type TemplateContext } from "./intrinsics";

/** One resource of a template, its functions replaced by what they give. */
export interface TemplateResource {
    readonly name: string;
    readonly type: string;
    readonly properties: unknown;
}

const deepest = 256;

const uses = (value: unknown, name: string, depth = deepest): boolean =>
    depth > 0 && keysOf(value).some((key) => key === name || uses(own(value, key), name, depth - 1));

const defaultsOf = (template: unknown): Readonly<Record<string, unknown>> => {
    const parameters = own(template, "Parameters");
    return Object.fromEntries(keysOf(parameters).map((name) => [name, own(own(parameters, name), "Default")]));
};

const isList = (type: unknown): boolean =>
    typeof type === "string" && (type === "CommaDelimitedList" || type.startsWith("List<"));

/** A parameter of a list type is written as one text with commas. */
const listed = (template: unknown, parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
        Object.entries(parameters).map(([name, value]) => [
            name,
            typeof value === "string" && isList(own(own(own(template, "Parameters"), name), "Type"))
                ? value.split(",").map((part) => part.trim())
                : value,
        ]),
    );

const given = (parameters: unknown): Readonly<Record<string, unknown>> => {
    const values = known(parameters);
    return Object.fromEntries(
        keysOf(values)
            .map((name) => [name, own(values, name)] as const)
            .filter(([, value]) => value !== undefined),
    );
};

/** CloudFormation makes no more resources of one template; nor is there need for more turns of its loops. */
const most = { resources: 500, turns: 5_000 };

const loop = "Fn::ForEach::";

/** What a loop writes for one value, in the names of what it makes; its bodies find the value like a parameter. */
const inName = (name: string, identifier: string, value: string): string =>
    name.replaceAll(`\${${identifier}}`, value).replaceAll(`&{${identifier}}`, value);

const declaredIn = (
    resources: unknown,
    context: TemplateContext,
    room: { resources: number; turns: number },
): readonly TemplateResource[] =>
    keysOf(resources).flatMap((name) => {
        const declared = own(resources, name);
        if (name.startsWith(loop)) {
            const [identifier, body] = [own(declared, 0), own(declared, 2)];
            const values = [resolved(own(declared, 1), context)].flat();
            return typeof identifier !== "string"
                ? []
                : values.flatMap((value) => {
                      if (room.turns === 0 || room.resources === 0) {
                          return [];
                      }
                      room.turns -= 1;
                      const parameters = { ...context.parameters, [identifier]: value };
                      return declaredIn(body, { ...context, parameters }, room).map((one) => ({
                          ...one,
                          name: inName(one.name, identifier, String(value)),
                      }));
                  });
        }
        const type = own(declared, "Type");
        if (typeof type !== "string" || room.resources === 0) {
            return [];
        }
        room.resources -= 1;
        return [{ name, type, properties: resolved(own(declared, "Properties"), context) }];
    });

/**
 * The resources of a CloudFormation template. A template that chooses with `Fn::If` is read twice, once for each
 * branch: nobody here knows which one the stack will take, and both are allowed to be built.
 */
export const resourcesOf = (
    template: unknown,
    parameters: unknown,
    account: string | undefined,
): readonly TemplateResource[] => {
    const resources = own(template, "Resources");
    const branches: readonly (0 | 1)[] = uses(resources, "Fn::If") ? [0, 1] : [0];
    return branches.flatMap((branch) => {
        const context: TemplateContext = {
            parameters: listed(template, { ...defaultsOf(template), ...given(parameters) }),
            resources,
            mappings: own(template, "Mappings"),
            account,
            branch,
        };
        return declaredIn(resources, context, { ...most });
    });
};
