import { deferred } from "../../iam";
import { keysOf, withoutUnknowns, getOwn } from "../values/paths";
import { assignments } from "./conditions";
import { resolved, type TemplateContext } from "./intrinsics";

/** One resource of a template, with its intrinsic functions resolved. */
export interface TemplateResource {
    readonly name: string;
    readonly type: string;
    readonly properties: unknown;
}

const defaultsOf = (template: unknown): Readonly<Record<string, unknown>> => {
    const parameters = getOwn(template, "Parameters");
    return Object.fromEntries(keysOf(parameters).map((name) => [name, getOwn(getOwn(parameters, name), "Default")]));
};

const isList = (type: unknown): boolean =>
    typeof type === "string" && (type === "CommaDelimitedList" || type.startsWith("List<"));

/** The value of a parameter of these types is the name of an SSM parameter, which CloudFormation resolves. */
const isLookedUp = (type: unknown): boolean =>
    typeof type === "string" && type.startsWith("AWS::SSM::Parameter::Value<");

/** Splits the comma-separated values of parameters of a list type. */
const listed = (template: unknown, parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
        Object.entries(parameters).map(([name, value]) => {
            const type = getOwn(getOwn(getOwn(template, "Parameters"), name), "Type");
            if (isLookedUp(type)) {
                return [name, deferred(name)];
            }
            return [
                name,
                typeof value === "string" && isList(type) ? value.split(",").map((part) => part.trim()) : value,
            ];
        }),
    );

const given = (parameters: unknown): Readonly<Record<string, unknown>> => {
    const values = withoutUnknowns(parameters);
    return Object.fromEntries(
        keysOf(values)
            .map((name) => [name, getOwn(values, name)] as const)
            .filter(([, value]) => value !== undefined),
    );
};

/** CloudFormation's limit of resources in one template, and a limit of loop iterations. */
const limits = { resources: 500, iterations: 5_000 };

const loop = "Fn::ForEach::";

/** Replaces the loop identifier in a logical ID; the loop body reads the value like a parameter. */
const inName = (name: string, identifier: string, value: string): string =>
    name.replaceAll(`\${${identifier}}`, value).replaceAll(`&{${identifier}}`, value);

/** What is left of the limits. */
interface Budget {
    resources: number;
    iterations: number;
}

/** Reads the declared resources. A value with `Fn::If` is read in every branch, because each one can be deployed. */
class TemplateReader {
    constructor(
        private readonly conditions: unknown,
        private readonly budget: Budget,
    ) {}

    resourcesIn(declarations: unknown, context: TemplateContext): readonly TemplateResource[] {
        return keysOf(declarations).flatMap((name) => {
            const declared = getOwn(declarations, name);
            if (name.startsWith(loop)) {
                return this.inLoop(declared, context);
            }
            const type = getOwn(declared, "Type");
            if (typeof type !== "string" || this.budget.resources === 0) {
                return [];
            }
            this.budget.resources -= 1;
            return this.inEachBranch(getOwn(declared, "Properties"), context).map((properties) => ({
                name,
                type,
                properties,
            }));
        });
    }

    private inLoop(declared: unknown, context: TemplateContext): readonly TemplateResource[] {
        const [identifier, body] = [getOwn(declared, 0), getOwn(declared, 2)];
        if (typeof identifier !== "string") {
            return [];
        }
        const values = new Set(this.inEachBranch(getOwn(declared, 1), context).flat());
        return [...values].flatMap((value) => {
            if (this.budget.iterations === 0 || this.budget.resources === 0) {
                return [];
            }
            this.budget.iterations -= 1;
            const parameters = { ...context.parameters, [identifier]: value };
            return this.resourcesIn(body, { ...context, parameters }).map((one) => ({
                ...one,
                name: inName(one.name, identifier, String(value)),
            }));
        });
    }

    private inEachBranch(value: unknown, context: TemplateContext): readonly unknown[] {
        return assignments(value, this.conditions).map((holds) => resolved(value, { ...context, holds }));
    }
}

/** The resources of a CloudFormation template; one with `Fn::If` appears once for each of its `assignments`. */
export const resourcesOf = (
    template: unknown,
    parameters: unknown,
    account: string | undefined,
): readonly TemplateResource[] => {
    const resources = getOwn(template, "Resources");
    return new TemplateReader(getOwn(template, "Conditions"), { ...limits }).resourcesIn(resources, {
        parameters: listed(template, { ...defaultsOf(template), ...given(parameters) }),
        resources,
        mappings: getOwn(template, "Mappings"),
        account,
        holds: () => true,
    });
};
