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

const given = (parameters: unknown): Readonly<Record<string, unknown>> => {
    const values = known(parameters);
    return Object.fromEntries(
        keysOf(values)
            .map((name) => [name, own(values, name)] as const)
            .filter(([, value]) => value !== undefined),
    );
};

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
            parameters: { ...defaultsOf(template), ...given(parameters) },
            resources,
            account,
            branch,
        };
        return keysOf(resources).flatMap((name) => {
            const declared = own(resources, name);
            const type = own(declared, "Type");
            return typeof type === "string"
                ? [{ name, type, properties: resolved(own(declared, "Properties"), context) }]
                : [];
        });
    });
};
