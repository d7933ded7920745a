/** Runs the TypeScript examples in the comments of a Pulumi SDK on mocks, and collects the resources they register. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vm from "node:vm";
import * as aws from "@pulumi/aws";
import * as policy from "@pulumi/policy/proxy";
import * as pulumi from "@pulumi/pulumi";
import * as ts from "typescript";
import { filesIn, resourceOf, type Sample } from "./samples";

const account = "123456789012";
const region = "us-east-1";
const organization = "o-a1b2c3d4e5";

/** Examples with something that a rule may evaluate; the others would only cost time. */
const isRelevant = (code: string): boolean =>
    /[Pp]olic(y|ies)|[Pp]ermission|[Pp]rincipal|[Tt]emplate|desiredState|Statement/.test(code);

/** The examples of a file, without the marks of the comment. */
const examplesIn = (text: string): readonly string[] =>
    [...text.replace(/^ *\* ?/gm, "").matchAll(/```typescript\n([^]*?)```/g)].map(([, code = ""]) =>
        code.replaceAll("*&#47;", "*/").replaceAll("&#42;", "*"),
    );

const capitalized = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** One statement of `getPolicyDocument` in the language of IAM. */
interface StatementArgs {
    readonly sid?: string;
    readonly effect?: string;
    readonly actions?: readonly string[];
    readonly notActions?: readonly string[];
    readonly resources?: readonly string[];
    readonly notResources?: readonly string[];
    readonly principals?: readonly PrincipalArgs[];
    readonly notPrincipals?: readonly PrincipalArgs[];
    readonly conditions?: readonly {
        readonly test: string;
        readonly variable: string;
        readonly values: readonly string[];
    }[];
}

interface PrincipalArgs {
    readonly type: string;
    readonly identifiers: readonly string[];
}

const principalsOf = (principals: readonly PrincipalArgs[]): unknown =>
    principals.some(({ type, identifiers }) => type === "*" && identifiers.includes("*"))
        ? "*"
        : Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers]));

const conditionOf = (conditions: NonNullable<StatementArgs["conditions"]>): Readonly<Record<string, unknown>> => {
    const operators: Record<string, Record<string, readonly string[]>> = {};
    for (const { test, variable, values } of conditions) {
        (operators[test] ??= {})[variable] = values;
    }
    return operators;
};

const statementOf = (args: StatementArgs): unknown => ({
    ...(args.sid === undefined ? {} : { Sid: args.sid }),
    Effect: args.effect ?? "Allow",
    ...Object.fromEntries(
        (["actions", "notActions", "resources", "notResources"] as const)
            .filter((key) => args[key] !== undefined)
            .map((key) => [capitalized(key.slice(0, -1)), args[key]]),
    ),
    ...(args.principals === undefined ? {} : { Principal: principalsOf(args.principals) }),
    ...(args.notPrincipals === undefined ? {} : { NotPrincipal: principalsOf(args.notPrincipals) }),
    ...(args.conditions === undefined ? {} : { Condition: conditionOf(args.conditions) }),
});

/** The provider's answer to `getPolicyDocument`. */
const policyDocument = ({ version, statements = [] }: PolicyDocumentArgs): Readonly<Record<string, string>> => ({
    json: JSON.stringify({ Version: version ?? "2012-10-17", Statement: statements.map(statementOf) }),
});

interface PolicyDocumentArgs {
    readonly version?: string;
    readonly statements?: readonly StatementArgs[];
}

/** What the provider functions return that only look up where the program runs; of others, everything is unknown. */
const answers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "amazonaws.com", id: "aws" },
    "aws:index/getCallerIdentity:getCallerIdentity": { accountId: account, id: account },
    "aws:index/getRegion:getRegion": { region, name: region, id: region },
    "aws:organizations/getOrganization:getOrganization": { id: organization },
};

const regional = (service: string, resource: string): string => `arn:aws:${service}:${region}:${account}:${resource}`;

/** The ARNs of types whose module is not the service in the ARN, or whose name follows no slash. */
const arns: Readonly<Record<string, (name: string) => string>> = {
    "cloudwatch/eventRule": (name) => regional("events", `rule/${name}`),
    "cloudwatch/logGroup": (name) => regional("logs", `log-group:${name}`),
    "lambda/function": (name) => regional("lambda", `function:${name}`),
    "s3/bucket": (name) => `arn:aws:s3:::${name}`,
    "sfn/stateMachine": (name) => regional("states", `stateMachine:${name}`),
    "sns/topic": (name) => regional("sns", name),
    "sqs/queue": (name) => regional("sqs", name),
};

/** The ARN that AWS would assign, so that documents which contain it are known. */
const arnOf = (type: string, name: string): string => {
    const [, module = "", kind = ""] = /^aws:([^/]+)\/([^:]+):/.exec(type) ?? [];
    const form = arns[`${module}/${kind}`];
    if (form !== undefined) {
        return form(name);
    }
    return module === "iam" ? `arn:aws:iam::${account}:${kind}/${name}` : regional(module, `${kind}/${name}`);
};

/** The physical name, if the example chooses one. */
const physicalName = (inputs: unknown, name: string): string => {
    const { name: chosen, bucket } = inputs as { readonly name?: unknown; readonly bucket?: unknown };
    return [chosen, bucket].find((one): one is string => typeof one === "string") ?? name;
};

/** What AWS would assign, so that the documents which contain it are known. */
const assigned = (type: string, name: string): Readonly<Record<string, unknown>> => ({
    arn: arnOf(type, name),
    executionArn: `arn:aws:execute-api:${region}:${account}:${name}`,
    name,
});

/** The ID that AWS would assign. */
const idOf = (type: string, name: string): string =>
    type.startsWith("aws:organizations/") ? organization : `${name}-id`;

/** The result of a provider function: where the program runs, a document, or else something with a name. */
const answer = ({ token, inputs }: pulumi.runtime.MockCallArgs): Readonly<Record<string, unknown>> => {
    if (token === "aws:iam/getPolicyDocument:getPolicyDocument") {
        return policyDocument(inputs as PolicyDocumentArgs);
    }
    const type = token.replaceAll("/get", "/").replace(/:get.*$/, ":");
    return answers[token] ?? { id: "found", ...assigned(type, "found") };
};

/** A text that such a name may stand for. */
const textOf = (name: string): string => {
    if (/arn$/i.test(name)) {
        return arnOf("aws:iam/role:", name);
    }
    return /account(id)?$/i.test(name) ? account : name;
};

/**
 * A name that an example does not declare, such as a resource of an earlier one: a promise of a text, whose properties
 * are texts, because examples join them to others. Only of a document nothing is known.
 */
const undeclared = (name: string): unknown => {
    const text = Promise.resolve(textOf(name));
    const known: Readonly<Record<string, unknown>> = {
        ...assigned("aws:example/undeclared:", name),
        id: idOf(/organization/i.test(name) ? "aws:organizations/" : "", name),
        then: text.then.bind(text),
    };
    return new Proxy(text, {
        get: (_, key) => {
            if (typeof key === "symbol") {
                return key === Symbol.toPrimitive ? () => textOf(name) : undefined;
            }
            if (/^\d+$/.test(key)) {
                return undeclared(name);
            }
            if (key in known) {
                return known[key];
            }
            return /json|policy/i.test(key) ? unknownOutput() : `${name}-${key}`;
        },
    });
};

const unknownOutput = (): pulumi.Output<unknown> => pulumi.output(pulumi.unknown);

/** A function or class of a module that is not installed. Its result is unknown. */
const absent = (name: string): unknown =>
    new Proxy(Object, {
        get: (_, key) => absent(String(key)),
        apply: () => (name.endsWith("Output") ? unknownOutput() : Promise.resolve(unknownOutput())),
        construct: unknownOutput,
    });

/** The modules that an example may load. */
const modules: ReadonlyMap<string, unknown> = new Map<string, unknown>([
    ["@pulumi/pulumi", pulumi],
    ["@pulumi/aws", aws],
]);

/** Runs the code of an example, with the names that it does not declare. */
const execute = (code: string): Promise<void> => {
    const compiled = ts.transpileModule(code, {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
    }).outputText;
    const known: Readonly<Record<string, unknown>> = {
        exports: {},
        require: (name: string) => modules.get(name) ?? absent(name),
        // Many examples convert promises and outputs to text without waiting for them. What they mean is the value.
        JSON: { parse: (text: string): unknown => JSON.parse(text), stringify: pulumi.jsonStringify },
    };
    const names = new Proxy(known, {
        has: (_, key) => typeof key === "string" && (Object.hasOwn(known, key) || !(key in globalThis)),
        get: (_, key) => {
            if (typeof key === "symbol") {
                return undefined;
            }
            return Object.hasOwn(known, key) ? known[key] : undeclared(key);
        },
    });
    const run = vm.runInThisContext(
        `(function (names) { with (names) { return (async () => {${compiled}\n})(); } })`,
    ) as (names: object) => Promise<void>;
    return run(names);
};

/** A resource that an example registered. */
interface Registered {
    readonly type: string;
    readonly name: string;
    readonly inputs: unknown;
}

/** What CrossGuard hands to a pack: reading an unknown value throws. */
const { unknownCheckingProxy } = policy as unknown as {
    readonly unknownCheckingProxy: (inputs: unknown) => unknown;
};

/** Replaces unknown values by the sentinel of the engine. */
const withSentinels = (value: unknown): unknown => {
    if (pulumi.isUnknown(value)) {
        return pulumi.runtime.unknownValue;
    }
    if (Array.isArray(value)) {
        return value.map(withSentinels);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withSentinels(inner)]))
        : value;
};

/** Runs an example to its end. What it fails at is ignored: many are parts of a program. */
const registeredBy = async (code: string): Promise<readonly Registered[]> => {
    const registered: Registered[] = [];
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs }) => {
                registered.push({ type, name, inputs: withSentinels(inputs) });
                return {
                    id: idOf(type, name),
                    state: { ...(inputs as object), ...assigned(type, physicalName(inputs, name)) },
                };
            },
            call: (args) => answer(args),
        },
        "corpus",
        "corpus",
        true,
    );
    try {
        await execute(code);
    } catch {
        // The resources before the failure are registered.
    }
    await pulumi.runtime.disconnect();
    // Rejections that nothing handles are reported after the promises.
    await new Promise(setImmediate);
    return registered;
};

/** The samples of a package, one for each example that registers something. */
export const exampleSamples = async (folder: string, pattern: RegExp): Promise<readonly Sample[]> => {
    const ignore = (): void => undefined;
    process.on("unhandledRejection", ignore);
    const samples: Sample[] = [];
    try {
        for (const path of filesIn(folder, pattern)) {
            const examples = examplesIn(readFileSync(join(folder, path), "utf8"));
            for (const [i, code] of examples.entries()) {
                const registered = isRelevant(code) ? await registeredBy(code) : [];
                if (registered.length > 0) {
                    samples.push({
                        place: `${path}#${i + 1}`,
                        resources: registered.map(({ type, name, inputs }) =>
                            resourceOf(type, name, unknownCheckingProxy(inputs)),
                        ),
                        written: registered.map(({ name, inputs }) => ({ name, value: inputs })),
                    });
                }
            }
        }
    } finally {
        process.off("unhandledRejection", ignore);
    }
    return samples;
};
