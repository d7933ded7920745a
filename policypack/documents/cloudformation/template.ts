import { deferred } from "../../iam";
import { keysOf, withoutUnknowns, getOwn } from "../values/paths";
import { assignments } from "./conditions";
import { resolved, type TemplateContext } from "./intrinsics";

/** One resource of a template, its functions replaced by what they give. */
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

/** A parameter of these types says where CloudFormation finds the value. */
const isLookedUp = (type: unknown): boolean =>
    typeof type === "string" && type.startsWith("AWS::SSM::Parameter::Value<");

/** A parameter of a list type is written as one text with commas. */
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

/** CloudFormation makes no more resources of one template; nor is there need for more turns of its loops. */
const most = { resources: 500, turns: 5_000 };

const loop = "Fn::ForEach::";

/** What a loop writes for one value, in the names of what it makes; its bodies find the value like a parameter. */
const inName = (name: string, identifier: string, value: string): string =>
    name.replaceAll(`\${${identifier}}`, value).replaceAll(`&{${identifier}}`, value);

interface Room {
    resources: number;
    turns: number;
}

/** Reads what is declared; a value that chooses with `Fn::If` is read in every branch, as all are allowed to be built. */
class Reading {
    constructor(
        private readonly conditions: unknown,
        private readonly room: Room,
    ) {}

    resourcesIn(declarations: unknown, context: TemplateContext): readonly TemplateResource[] {
        return keysOf(declarations).flatMap((name) => {
            const declared = getOwn(declarations, name);
            if (name.startsWith(loop)) {
                return this.inLoop(declared, context);
            }
            const type = getOwn(declared, "Type");
            if (typeof type !== "string" || this.room.resources === 0) {
                return [];
            }
            this.room.resources -= 1;
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
            if (this.room.turns === 0 || this.room.resources === 0) {
                return [];
            }
            this.room.turns -= 1;
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

/** The resources of a CloudFormation template, one that chooses once for each choice. */
export const resourcesOf = (
    template: unknown,
    parameters: unknown,
    account: string | undefined,
): readonly TemplateResource[] => {
    const resources = getOwn(template, "Resources");
    return new Reading(getOwn(template, "Conditions"), { ...most }).resourcesIn(resources, {
        parameters: listed(template, { ...defaultsOf(template), ...given(parameters) }),
        resources,
        mappings: getOwn(template, "Mappings"),
        account,
        holds: () => true,
    });
};
