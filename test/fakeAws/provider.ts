import { appendFileSync, existsSync, readFileSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { Account, type Entity } from "./account";
import { failuresOf, type CheckFailure } from "./inputs";
import { fieldsOf, type Call, type Field, type ResourceModel } from "./model";
import type { AwsLocation } from "./location";
import { functions, models } from "./models";
import { isRegion, partitionOf } from "./locationFunctions";
import { PartialCreate, AwsError } from "./awsError";
import {
    canonical,
    holdsUnknown,
    isRecord,
    isUnknown,
    parseJson,
    text,
    texts,
    unknown,
    type Properties,
    type Value,
} from "./value";

/** One line of the call log: what the engine requested, and the error response if there was one. */
export interface LoggedCall {
    readonly rpc: "configure" | "check" | "diff" | "create" | "read" | "update" | "delete" | "invoke";
    /** The resource type, or the token of the function. */
    readonly type: string;
    /** The resource's logical name. */
    readonly name?: string;
    readonly id?: string;
    /** True for a call at preview. */
    readonly preview?: boolean;
    readonly inputs?: Properties;
    readonly accountId?: string;
    readonly region?: string;
    /** The error message of AWS or the provider. */
    readonly error?: string;
}

/** A fault that a test injects: the nth attempt at an operation on a type fails. */
export interface Fault {
    readonly operation: "create" | "update" | "delete" | "read";
    readonly type: string;
    /** Which attempt fails, counted from 1 since the fault was set. @default 1 */
    readonly nth?: number;
    /** The error message. @default - the operation succeeds. */
    readonly message?: string;
    /** The operation succeeds, but its response is this error. @default false */
    readonly afterwards?: boolean;
    /** How long the response is delayed, in milliseconds. @default 0 */
    readonly silentMs?: number;
    /** The process that is killed before the response arrives. @default - none. */
    readonly kills?: Victim;
}

/** The provider process, or the engine that waits for its response. */
export type Victim = "provider" | "engine";

/** What delays or prevents a response. */
export type Disruption = Pick<Fault, "silentMs" | "kills">;

export interface Difference {
    readonly changed: readonly string[];
    readonly replaces: readonly string[];
    readonly deleteBeforeReplace: boolean;
}

/** The list of inputs that the provider has set itself. The Terraform bridge uses the same name. */
const defaulted = "__defaults";

/** The inputs without the provider's bookkeeping. */
const withoutDefaults = (inputs: Properties): Properties =>
    Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== defaulted));

const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";
const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

/** The first value that is set and not empty: an empty environment variable counts as unset. */
const firstNonEmpty = (...values: readonly (string | undefined)[]): string => values.find((value) => value) ?? "";

/** Decodes nested provider settings, which the engine sends as JSON text. */
const decoded = (value: Value | undefined): Value | undefined =>
    typeof value === "string" ? (parseJson(value) ?? value) : value;

/** The fake AWS provider. It holds the state of one process; the state of AWS is in the journals of the accounts. */
export class FakeAws {
    private readonly accounts = new Map<string, Account>();
    private location: AwsLocation | undefined;
    private defaultTags: Properties = {};
    private disruption: Disruption = {};

    constructor(
        private readonly folder: string,
        private readonly environment: NodeJS.ProcessEnv = process.env,
    ) {}

    /** Checks the configuration. The real provider looks for credentials here. */
    checkConfig(): CheckFailure[] {
        if (this.environment.FAKE_AWS_CREDENTIALS !== "none") {
            return [];
        }
        const reason =
            "No valid credential sources found.\nPlease see https://www.pulumi.com/registry/packages/aws/installation-configuration/ for more information about providing credentials.";
        this.log({ rpc: "configure", type: "pulumi:providers:aws", error: reason });
        return [{ property: "", reason }];
    }

    /**
     * Configures the provider as the real one does: the Region must exist and the account must be allowed. The account
     * is that of the last assumed role; else that of the test's credentials; else the first allowed one, so that a
     * program runs unchanged; else 123456789012.
     */
    configure(settings: Properties): void {
        const region = firstNonEmpty(
            text(settings, "region"),
            this.environment.AWS_REGION,
            this.environment.AWS_DEFAULT_REGION,
        );
        if (!isRegion(region)) {
            throw this.logged(
                { rpc: "configure", type: "pulumi:providers:aws", inputs: settings },
                new AwsError("invalid or unknown AWS region", `"${region}". Set aws:region, or the provider's region.`),
            );
        }
        const assumed = decoded(settings.assumeRoles);
        const lastRole = (Array.isArray(assumed) ? assumed : [])
            .filter((each): each is Properties => isRecord(each))
            .at(-1);
        const allowed = texts(decoded(settings.allowedAccountIds));
        const accountId = firstNonEmpty(
            text(lastRole ?? {}, "roleArn").split(":")[4],
            this.environment.FAKE_AWS_ACCOUNT,
            allowed[0],
            "123456789012",
        );
        const forbidden = texts(decoded(settings.forbiddenAccountIds));
        if ((allowed.length > 0 && !allowed.includes(accountId)) || forbidden.includes(accountId)) {
            throw this.logged(
                { rpc: "configure", type: "pulumi:providers:aws", inputs: settings },
                new AwsError("AWS account ID not allowed", accountId),
            );
        }
        const tags = decoded(settings.defaultTags);
        this.defaultTags = isRecord(tags) && isRecord(tags.tags) ? tags.tags : {};
        this.location = { partition: partitionOf(region), accountId, region };
        this.log({ rpc: "configure", type: "pulumi:providers:aws", accountId, region });
    }

    check(
        urn: string,
        olds: Properties,
        news: Properties,
        seed: Uint8Array,
    ): { inputs: Properties; failures: CheckFailure[] } {
        const type = typeOf(urn);
        const model = this.model(type, { rpc: "check", type, name: nameOf(urn) });
        const inputs = withDefaults(model, nameOf(urn), olds, news, seed);
        const failures = failuresOf(model, inputs);
        if (failures.length > 0) {
            const error = failures.map(({ property, reason }) => `${property} ${reason}`).join("; ");
            this.log({ rpc: "check", type, name: nameOf(urn), error });
        }
        return { inputs, failures };
    }

    diff(urn: string, state: Properties, news: Properties): Difference {
        const model = this.model(typeOf(urn), { rpc: "diff", type: typeOf(urn), name: nameOf(urn) });
        const fields = fieldsOf(model);
        const changed = Object.entries(fields)
            .filter(([name, field]) => differs(field, state[name], news[name]))
            .map(([name]) => name);
        if (
            fields.tags !== undefined &&
            !changed.includes("tags") &&
            differs(fields.tags, state.tagsAll, this.tagsAll(news))
        ) {
            changed.push("tagsAll");
        }
        const replaced = changed.filter((name) => fields[name]?.replaces === true);
        // Two resources cannot have the same fixed name at the same time.
        const named = autonameProperty(model);
        const fixed =
            named !== undefined &&
            !changed.includes(named) &&
            !texts(news[defaulted]).includes(named) &&
            !("namePrefix" in news);
        return { changed, replaces: replaced, deleteBeforeReplace: replaced.length > 0 && fixed };
    }

    create(urn: string, inputs: Properties, preview: boolean): { id: string; properties: Properties } {
        const type = typeOf(urn);
        const call: LoggedCall = { rpc: "create", type, name: nameOf(urn), inputs, preview };
        const model = this.model(type, call);
        if (preview) {
            this.log(call);
            return { id: "", properties: this.plannedProperties(model, inputs) };
        }
        return this.made(model, type, call, inputs);
    }

    update(id: string, urn: string, state: Properties, inputs: Properties, preview: boolean): Properties {
        const type = typeOf(urn);
        const call: LoggedCall = { rpc: "update", type, name: nameOf(urn), id, inputs, preview };
        const model = this.model(type, call);
        if (preview) {
            this.log(call);
            return { ...this.plannedProperties(model, inputs), ...knownOutputs(model, state) };
        }
        return this.made(model, type, call, inputs, id).properties;
    }

    read(
        id: string,
        urn: string,
        state: Properties,
        oldInputs: Properties,
    ): { id: string; properties: Properties; inputs: Properties } {
        const type = typeOf(urn);
        const call: LoggedCall = { rpc: "read", type, name: nameOf(urn), id };
        const model = this.model(type, call);
        const location = this.configured();
        const account = this.account(location.accountId);
        // The id of an import may include the Region: `mw-0123456789abcdef0@eu-west-1`.
        const [, bareId = id, importRegion] = /^(.+)@([a-z0-9-]+)$/.exec(id) ?? [];
        const region = model.global === true ? "" : (importRegion ?? (text(state, "region") || location.region));
        return this.attempted(call, () => {
            const found = account.transact(() => {
                this.injectedFault("read", type, account, false);
                return account.find(type, bareId, region);
            });
            if (found === undefined) {
                return { id: "", properties: {}, inputs: {} };
            }
            return { id: bareId, properties: found.properties, inputs: inputsOf(model, found, state, oldInputs) };
        });
    }

    delete(id: string, urn: string, state: Properties): void {
        const type = typeOf(urn);
        const call: LoggedCall = { rpc: "delete", type, name: nameOf(urn), id };
        const model = this.model(type, call);
        const location = this.locationOf(state);
        const account = this.account(location.accountId);
        this.attempted(call, () => {
            account.transact(() => {
                this.injectedFault("delete", type, account, false);
                const found = account.find(type, id, model.global === true ? "" : location.region);
                // Deleting a resource that is already gone succeeds.
                if (found !== undefined) {
                    model.validateDelete?.({ location, account, inputs: found.properties, id });
                    account.remove(found);
                    model.onRemove?.({ location, account, inputs: found.properties, id });
                }
            });
        });
    }

    invoke(token: string, args: Properties): Properties {
        const location = this.configured();
        const account = this.account(location.accountId);
        return this.attempted({ rpc: "invoke", type: token, inputs: args }, () => {
            const answer = functions[token];
            if (answer === undefined) {
                throw new AwsError(
                    "NotModelled",
                    `the fake AWS has no function ${token}. Pass the value as an argument, or add the function to a table in test/fakeAws.`,
                );
            }
            return account.transact(() => answer({ location, account, args }));
        });
    }

    // Shared by the calls.

    private made(
        model: ResourceModel,
        type: string,
        logged: LoggedCall,
        inputs: Properties,
        id?: string,
    ): { id: string; properties: Properties } {
        const operation = id === undefined ? "create" : "update";
        const location = this.locationOf(inputs);
        const account = this.account(location.accountId);
        return this.attempted(logged, () =>
            account.transact(() => {
                const fault = this.injectedFault(operation, type, account, true);
                const region = model.global === true ? "" : location.region;
                const before = id === undefined ? undefined : account.find(type, id, region);
                if (id !== undefined && before === undefined) {
                    throw new AwsError("NotFound", `${type} ${id} is not in account ${location.accountId}.`);
                }
                const call: Call = { location, account, inputs, id, before: before?.properties };
                model.validate?.(call);
                const newId = id ?? model.id(call);
                const properties = this.properties(model, { ...call, id: newId });
                account.put({ type, region, id: newId, properties });
                model.onPut?.({ ...call, id: newId });
                if (fault?.message !== undefined) {
                    throw new PartialCreate(newId, properties, fault.message);
                }
                return { id: newId, properties };
            }),
        );
    }

    private properties(model: ResourceModel, call: Call & { readonly id: string }): Properties {
        const inputs = withoutDefaults(call.inputs);
        return {
            ...inputs,
            ...(model.global === true ? {} : { region: call.location.region }),
            ...(model.fields.tags === undefined ? {} : { tagsAll: this.tagsAll(inputs) }),
            ...model.outputs(call),
        };
    }

    /** The planned properties: the inputs, and unknowns for what AWS will add. */
    private plannedProperties(model: ResourceModel, inputs: Properties): Properties {
        const location = this.locationOf(inputs);
        const account = new Account(location.accountId, this.folder);
        const given = withoutDefaults(inputs);
        const added = model.outputs({ location, account, inputs: {}, id: "planned" });
        return {
            ...Object.fromEntries(Object.keys(added).map((name) => [name, unknown])),
            ...(model.global === true ? {} : { region: location.region }),
            ...(model.fields.tags === undefined ? {} : { tagsAll: this.tagsAll(given) }),
            ...given,
        };
    }

    private tagsAll(inputs: Properties): Value {
        return isUnknown(inputs.tags)
            ? unknown
            : { ...this.defaultTags, ...(isRecord(inputs.tags) ? inputs.tags : {}) };
    }

    private model(type: string, call: LoggedCall): ResourceModel {
        const model = models[type];
        if (model === undefined) {
            throw this.logged(
                call,
                new AwsError("NotModelled", `the fake AWS has no model of ${type}. Add it to a table in test/fakeAws.`),
            );
        }
        return model;
    }

    private configured(): AwsLocation {
        if (this.location === undefined) {
            throw new Error("the fake AWS was called before it was configured");
        }
        return this.location;
    }

    /** A regional resource may have another Region than its provider. */
    private locationOf(properties: Properties): AwsLocation {
        const location = this.configured();
        const region = text(properties, "region");
        return region === "" || isUnknown(region) ? location : { ...location, region };
    }

    private account(accountId: string): Account {
        const account = this.accounts.get(accountId) ?? new Account(accountId, this.folder);
        this.accounts.set(accountId, account);
        return account;
    }

    /** Returns the disruption of the last call, and clears it. */
    takeDisruption(): Disruption {
        const { disruption } = this;
        this.disruption = {};
        return disruption;
    }

    /** Throws the fault that is set for this attempt; returns it instead if it takes effect after the operation. */
    private injectedFault(
        operation: Fault["operation"],
        type: string,
        account: Account,
        canBePartial: boolean,
    ): Fault | undefined {
        const file = join(this.folder, "faults.json");
        if (!existsSync(file)) {
            return undefined;
        }
        // Attempts are counted from when the fault was set.
        const nth = account.attempt(`${operation} ${type} ${statSync(file).mtimeMs}`);
        const faults = JSON.parse(readFileSync(file, "utf8")) as Fault[];
        const fault = faults.find(
            (each) => each.operation === operation && each.type === type && (each.nth ?? 1) === nth,
        );
        if (fault === undefined) {
            return undefined;
        }
        this.disruption = fault;
        if (fault.message === undefined && fault.kills === undefined) {
            return undefined;
        }
        if (fault.afterwards === true && canBePartial) {
            return fault;
        }
        throw new Error(fault.message ?? `the ${fault.kills ?? ""} is killed before AWS is called`);
    }

    private attempted<Result>(call: LoggedCall, work: () => Result): Result {
        try {
            const result = work();
            this.log(call);
            return result;
        } catch (error) {
            throw this.logged(call, error);
        }
    }

    private logged(call: LoggedCall, error: unknown): unknown {
        this.log({ ...call, error: error instanceof Error ? error.message : String(error) });
        return error;
    }

    private log(call: LoggedCall): void {
        const { accountId, region } = this.location ?? {};
        appendFileSync(join(this.folder, "calls.jsonl"), `${JSON.stringify({ accountId, region, ...call })}\n`);
    }
}

const autonameProperty = (model: ResourceModel): string | undefined =>
    model.autoname === undefined ? undefined : (model.autoname.property ?? "name");

/** The inputs as the real provider's Check returns them: no nulls, JSON as text, defaults and a generated name. */
const withDefaults = (
    model: ResourceModel,
    logicalName: string,
    olds: Properties,
    news: Properties,
    seed: Uint8Array,
): Properties => {
    const inputs: Properties = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== null));
    const filled: string[] = [];
    for (const [name, field] of Object.entries(model.fields)) {
        const given = inputs[name];
        if (field.json === true && isRecord(given)) {
            inputs[name] = holdsUnknown(given) ? unknown : JSON.stringify(given);
        }
        if (given === undefined && field.default !== undefined) {
            inputs[name] = field.default;
            filled.push(name);
        }
    }
    const named = autonameProperty(model);
    if (named !== undefined && inputs[named] === undefined && inputs.namePrefix === undefined) {
        const kept = texts(olds[defaulted]).includes(named) ? olds[named] : undefined;
        inputs[named] = kept ?? generatedName(model, logicalName, seed);
        filled.push(named);
    }
    if (filled.length > 0) {
        inputs[defaulted] = filled;
    }
    return inputs;
};

/** The engine passes the same seed to preview and `up`, so a generated name is known at preview. */
const generatedName = (model: ResourceModel, logicalName: string, seed: Uint8Array): string => {
    const random = createHash("sha256").update(seed).digest("hex").slice(0, 7);
    const name = `${logicalName}-${random}${model.autoname?.suffix ?? ""}`;
    return model.autoname?.lowerCase === true ? name.toLowerCase() : name;
};

const empty = (value: Value | undefined): boolean =>
    value === undefined ||
    value === "" ||
    (isRecord(value) && Object.keys(value).length === 0) ||
    (Array.isArray(value) && value.length === 0);

/** Normalizes for comparison as AWS does: JSON by content, sets without order, absent equal to empty. */
const comparable = (field: Field, value: Value | undefined): string => {
    if (empty(value)) {
        return "";
    }
    if (field.json === true && typeof value === "string") {
        return canonical(parseJson(value) ?? value);
    }
    if (field.unordered === true && Array.isArray(value)) {
        return canonical(value.map(canonical).sort());
    }
    return canonical(value);
};

const differs = (field: Field, before: Value | undefined, after: Value | undefined): boolean => {
    if (after === undefined && (field.computed === true || field.kind === "boolean")) {
        return field.kind === "boolean" && field.computed !== true && before === true;
    }
    return holdsUnknown(after) || comparable(field, before) !== comparable(field, after);
};

const knownOutputs = (model: ResourceModel, state: Properties): Properties =>
    Object.fromEntries(Object.entries(state).filter(([name]) => !(name in fieldsOf(model)) && name !== "tagsAll"));

/** The inputs that produce the live resource: for a refresh the old ones with the drift, for an import all of them. */
const inputsOf = (
    model: ResourceModel,
    { properties }: Entity,
    state: Properties,
    oldInputs: Properties,
): Properties => {
    const isImport = Object.keys(oldInputs).length === 0;
    const entries = Object.entries(model.fields).flatMap(([name, field]): [string, Value][] => {
        const live = properties[name];
        const isIncluded = isImport
            ? !empty(live)
            : name in oldInputs || comparable(field, state[name]) !== comparable(field, live);
        return isIncluded && live !== undefined ? [[name, live]] : [];
    });
    const kept: Properties = {};
    for (const name of [defaulted, "region"]) {
        const value = oldInputs[name];
        if (value !== undefined) {
            kept[name] = value;
        }
    }
    return { ...Object.fromEntries(entries), ...kept };
};
