import * as pulumi from "@pulumi/pulumi";
import { nameOf, roleArn, type Place } from "../../components/catalogue/place";
import { servicePrincipal } from "../../components/catalogue/servicePrincipals";
import { document, trustUnguarded } from "../../policypack/iam";
import { securesIn } from "../secure";

/** A resource that the program asked the engine for. */
export interface PreviewedResource {
    /** As the engine makes it. */
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** The URN of the parent. */
    readonly parent?: string;
    /** Unknown values as the engine's marks, secret ones masked. */
    readonly inputs: Readonly<Record<string, unknown>>;
}

/** What a run of the program asked for. */
export interface Preview {
    readonly stack: string;
    readonly resources: readonly PreviewedResource[];
    /** By URN, then property: the URNs of the resources its value comes from. */
    readonly dependencies: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
    readonly outputs: Readonly<Record<string, unknown>>;
    /** ARNs of existing roles, taken to be there and fit: only a run with an account can read them. */
    readonly assumedRoles: readonly string[];
    /** What the program warned of, as Pulumi would show it. */
    readonly warnings: readonly string[];
}

/** A run without an engine. */
export interface Run {
    readonly project: string;
    readonly stack: string;
    readonly place: Place;
    /** The stack's config by full key, encrypted values marked. */
    readonly config: Readonly<Record<string, unknown>>;
    /** ARNs of roles that the config says exist. */
    readonly existingRoles?: readonly string[];
}

/** Reads a message of the engine's protocol. */
interface Struct {
    readonly toJavaScript: () => Readonly<Record<string, unknown>>;
}

/** The part of a registration that a preview shows. */
interface Registration {
    readonly getType: () => string;
    readonly getName: () => string;
    readonly getParent: () => string;
    readonly getObject: () => Struct | undefined;
    readonly getPropertydependenciesMap: () => {
        readonly forEach: (visit: (dependencies: Dependencies, property: string) => void) => void;
    };
}

interface Dependencies {
    readonly getUrnsList: () => readonly string[];
}

type Answered = (error: unknown, response: unknown) => void;

/** The mocked engine's side of the protocol, which Pulumi's own mocks offer for tests. */
interface Monitor {
    newUrn: (parent: string, type: string, name: string) => string;
    registerResource: (request: Registration, callback: Answered) => Promise<void>;
    registerResourceOutputs: (
        request: { readonly getUrn: () => string; readonly getOutputs: () => Struct | undefined },
        callback: Answered,
    ) => void;
}

const stackType = "pulumi:pulumi:Stack";
const secretKey = "4dabf18193072939515e22adb298388d";

/** The engine's URN: the types of all ancestors but the stack; Pulumi's mocks keep only the last of them. */
const urnOf = ({ stack, project }: Run, parent: string, type: string, name: string): string => {
    const parentType = parent.split("::")[2] ?? "";
    const qualified = parentType === "" || parentType === stackType ? type : `${parentType}$${type}`;
    return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
};

/** Nobody sees a secret in a preview. */
const masked = (value: unknown): unknown => {
    if (Array.isArray(value)) {
        return value.map(masked);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return secretKey in value
        ? "[secret]"
        : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(inner)]));
};

const maskedStruct = (struct: Struct | undefined): Readonly<Record<string, unknown>> =>
    masked(struct?.toJavaScript() ?? {}) as Readonly<Record<string, unknown>>;

/** Pulumi hands config over as texts, objects as JSON. */
const configured = (config: Run["config"]): readonly [values: Record<string, string>, secretKeys: string[]] => [
    Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
    Object.entries(config).flatMap(([key, value]) => (securesIn(value).length > 0 ? [key] : [])),
];

/** What the program asks of the provider: where it stands, and what trusts of existing roles say. */
const answer = (
    { place, existingRoles = [] }: Run,
    { token, inputs }: pulumi.runtime.MockCallArgs,
): pulumi.runtime.MockCallResult => {
    switch (token) {
        case "aws:index/getPartition:getPartition":
            return { partition: place.partition };
        case "aws:index/getCallerIdentity:getCallerIdentity":
            return { accountId: place.accountId };
        case "aws:index/getRegion:getRegion":
            return { region: place.region };
        case "aws:iam/getRole:getRole": {
            const name = String((inputs as { readonly name: unknown }).name);
            const arn = existingRoles.find((role) => nameOf(role) === name) ?? roleArn(place, name);
            const trust = document(trustUnguarded("TrustEc2", servicePrincipal(place, "ec2")));
            return { name, arn, assumeRolePolicy: JSON.stringify(trust) };
        }
        default:
            throw new Error(`the preview cannot answer ${token}, which only an account can`);
    }
};

/** Parents before their children, and else by name: registrations that wait for each other come in any order. */
const inOrder = (resources: readonly PreviewedResource[]): readonly PreviewedResource[] => {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const keyOf = ({ name, type, parent = "" }: PreviewedResource): string => {
        const above = byUrn.get(parent);
        return `${above === undefined ? "" : keyOf(above)}/${parent.includes(`::${stackType}::`) ? type : ""}${name} ${type}`;
    };
    const keyed = resources.map((resource) => ({ resource, key: keyOf(resource) }));
    return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ resource }) => resource);
};

/** Fails as the program does, be it in a callback that nobody awaits. */
const unlessRejected = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    let reject: (reason: unknown) => void = () => undefined;
    const rejected = new Promise<never>((_, fail) => {
        reject = fail;
    });
    process.on("unhandledRejection", reject);
    try {
        return await Promise.race([work(), rejected]);
    } finally {
        process.off("unhandledRejection", reject);
    }
};

/** Without an engine Pulumi writes warnings to the terminal, in between whatever else is written there. */
const collectingWarnings = async (work: () => Promise<void>): Promise<readonly string[]> => {
    const warnings: string[] = [];
    const { warn } = pulumi.log;
    Reflect.set(pulumi.log, "warn", (message: string) => {
        warnings.push(message);
        return Promise.resolve();
    });
    try {
        await work();
    } finally {
        Reflect.set(pulumi.log, "warn", warn);
    }
    return warnings;
};

/** Runs a program as `pulumi preview` does, but against mocks: nothing is asked of AWS, nothing of an engine. */
export const runPreview = async (program: () => Promise<unknown>, run: Run): Promise<Preview> => {
    const resources: PreviewedResource[] = [];
    const dependencies: Record<string, Record<string, readonly string[]>> = {};
    const assumedRoles = new Set<string>();
    let outputs: Preview["outputs"] = {};

    await pulumi.runtime.setMocks(
        {
            // No computed output: what needs one of a fresh resource is unknown, as it is at a real preview.
            newResource: ({ inputs }) => ({ id: undefined, state: inputs as object }),
            call: (asked) => {
                const answered = answer(run, asked);
                if (asked.token === "aws:iam/getRole:getRole") {
                    assumedRoles.add(String((answered as { readonly arn: unknown }).arn));
                }
                return answered;
            },
        },
        run.project,
        run.stack,
        true,
    );
    pulumi.runtime.setAllConfig(...configured(run.config));

    const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
    const register = monitor.registerResource.bind(monitor);
    const registerOutputs = monitor.registerResourceOutputs.bind(monitor);
    monitor.newUrn = (parent, type, name) => urnOf(run, parent, type, name);
    monitor.registerResource = (request, callback) => {
        const [parent, type, name] = [request.getParent(), request.getType(), request.getName()];
        const urn = urnOf(run, parent, type, name);
        const inputs = maskedStruct(request.getObject());
        const from: Record<string, readonly string[]> = (dependencies[urn] = {});
        request.getPropertydependenciesMap().forEach((property, name) => {
            from[name] = property.getUrnsList();
        });
        resources.push({ urn, type, name, ...(parent === "" ? {} : { parent }), inputs });
        return register(request, callback);
    };
    monitor.registerResourceOutputs = (request, callback) => {
        if (request.getUrn().includes(`::${stackType}::`)) {
            outputs = maskedStruct(request.getOutputs());
        }
        registerOutputs(request, callback);
    };

    const warnings = await collectingWarnings(() =>
        unlessRejected(async () => {
            let failure: { readonly reason: unknown } | undefined;
            await pulumi.runtime.runInPulumiStack(async () => {
                try {
                    return (await program()) as pulumi.Inputs;
                } catch (reason) {
                    failure = { reason };
                    return {};
                }
            });
            await pulumi.runtime.disconnect();
            await new Promise(setImmediate);
            if (failure !== undefined) {
                throw failure.reason;
            }
        }),
    );
    return {
        stack: run.stack,
        resources: inOrder(resources),
        dependencies,
        outputs,
        assumedRoles: [...assumedRoles],
        warnings,
    };
};
