/**
 * Plans and states of Terraform and OpenTofu: the output of `terraform show -json`, and state files.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format (2026-12-01)
 */
import { getOwn, keysOf } from "../../policypack/documents/values/paths";
import { accountOfArn } from "../../policypack/engine/account";
import { isAccountId, isRegionCode } from "../../policypack/iam";
import { throwingIfUnknown } from "../../policypack/unknownValues";
import { stackNameOf, urnOf, type ReadInput, type ReadingContext, type SourceResource, type SourceText } from "./input";
import { Lines, memberPosition } from "./positions";
import { ConfigurationReader } from "./terraformConfiguration";
import { pulumiProperties, pulumiProperty, pulumiType, terraformPath } from "./terraformTypes";

/** The placeholder of Pulumi's engine for an unknown text, by which rules know it. */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** How deeply modules and values are read. */
const deepest = 256;

const listAt = (value: unknown, key: string): readonly unknown[] => {
    const found = getOwn(value, key);
    return Array.isArray(found) ? (found as readonly unknown[]) : [];
};

const textAt = (value: unknown, key: string): string => {
    const found = getOwn(value, key);
    return typeof found === "string" ? found : "";
};

const isPlan = (value: unknown): boolean => typeof getOwn(value, "planned_values") === "object";
const isShownState = (value: unknown): boolean =>
    getOwn(value, "terraform_version") !== undefined &&
    typeof getOwn(getOwn(value, "values"), "root_module") === "object";
const isStateFile = (value: unknown): boolean =>
    typeof getOwn(value, "terraform_version") === "string" &&
    getOwn(value, "version") === 4 &&
    Array.isArray(getOwn(value, "resources"));

export const isTerraform = (value: unknown): boolean => isPlan(value) || isShownState(value) || isStateFile(value);

/** A resource as plans and states list it. */
interface Listed {
    readonly address: string;
    readonly mode: string;
    readonly type: string;
    readonly provider: string;
    readonly values: unknown;
    /** The paths of the values that Terraform never prints, as the values are shaped. */
    readonly sensitive: unknown;
}

/** The resources of a module and of those in it. */
const inModule = (module: unknown, depth = deepest): readonly Listed[] =>
    depth === 0
        ? []
        : [
              ...listAt(module, "resources").map((one) => ({
                  address: textAt(one, "address"),
                  mode: textAt(one, "mode"),
                  type: textAt(one, "type"),
                  provider: textAt(one, "provider_name"),
                  values: getOwn(one, "values"),
                  sensitive: getOwn(one, "sensitive_values"),
              })),
              ...listAt(module, "child_modules").flatMap((child) => inModule(child, depth - 1)),
          ];

const indexOf = (key: unknown): string => {
    if (typeof key === "number") {
        return `[${key}]`;
    }
    return typeof key === "string" ? `[${JSON.stringify(key)}]` : "";
};

/** The paths of `sensitive_attributes` in a state file, as an object of the shape that plans have. */
const sensitiveShape = (paths: readonly unknown[]): unknown =>
    Object.fromEntries(
        paths.flatMap((path) => {
            const [first] = Array.isArray(path) ? (path as readonly unknown[]) : [];
            const name = getOwn(first, "value");
            return typeof name === "string" ? [[name, true]] : [];
        }),
    );

/** The resources of a state file. */
const inStateFile = (state: unknown): readonly Listed[] =>
    listAt(state, "resources").flatMap((one) =>
        listAt(one, "instances").map((instance) => {
            const module = textAt(one, "module");
            const mode = textAt(one, "mode");
            const name = `${mode === "data" ? "data." : ""}${textAt(one, "type")}.${textAt(one, "name")}`;
            return {
                address: `${module === "" ? "" : `${module}.`}${name}${indexOf(getOwn(instance, "index_key"))}`,
                mode,
                type: textAt(one, "type"),
                provider: textAt(one, "provider"),
                values: getOwn(instance, "attributes"),
                sensitive: sensitiveShape(listAt(instance, "sensitive_attributes")),
            };
        }),
    );

/** The values with a placeholder for each one that only the update knows. */
const withUnknowns = (values: unknown, unknown: unknown, depth = deepest): unknown => {
    if (unknown === true) {
        return unknownText;
    }
    if (typeof unknown !== "object" || unknown === null || depth === 0) {
        return values;
    }
    if (Array.isArray(unknown)) {
        const list = Array.isArray(values) ? (values as readonly unknown[]) : [];
        return Array.from({ length: Math.max(list.length, unknown.length) }, (_, at) =>
            withUnknowns(list[at], unknown[at], depth - 1),
        );
    }
    const keys = new Set([...keysOf(values), ...keysOf(unknown)]);
    return Object.fromEntries(
        [...keys].map((key) => [key, withUnknowns(getOwn(values, key), getOwn(unknown, key), depth - 1)]),
    );
};

/** The texts among the values that are marked as sensitive. */
const sensitiveTexts = (values: unknown, sensitive: unknown, texts: Set<string>, depth = deepest): void => {
    if (sensitive === false || sensitive === undefined || depth === 0) {
        return;
    }
    if (typeof values === "string") {
        if (sensitive === true) {
            texts.add(values);
        }
        return;
    }
    for (const key of keysOf(values)) {
        sensitiveTexts(getOwn(values, key), sensitive === true ? true : getOwn(sensitive, key), texts, depth - 1);
    }
};

/** Whether anything in a shape is marked. */
const hasMark = (shape: unknown, depth = deepest): boolean =>
    shape === true || (depth > 0 && keysOf(shape).some((key) => hasMark(getOwn(shape, key), depth - 1)));

/** The account of the caller, which many configurations look up. */
const callerAccount = (listed: readonly Listed[]): string | undefined => {
    const accounts = listed
        .filter(({ type }) => type === "aws_caller_identity")
        .map(({ values }) => textAt(values, "account_id"))
        .filter(isAccountId);
    const [only, ...others] = new Set(accounts);
    return others.length === 0 ? only : undefined;
};

export const readTerraform = (value: unknown, source: SourceText, { organization }: ReadingContext): ReadInput => {
    const stack = stackNameOf(source.file);
    const isOfPlan = isPlan(value);
    const rest = isOfPlan ? getOwn(getOwn(value, "prior_state"), "values") : undefined;
    const values = getOwn(value, isOfPlan ? "planned_values" : "values");
    const listed = isStateFile(value) ? inStateFile(value) : inModule(getOwn(values, "root_module"));
    const caller = callerAccount([...listed, ...inModule(getOwn(rest, "root_module"))]);
    const unknownOf = new Map(
        listAt(value, "resource_changes").map((change) => [
            textAt(change, "address"),
            getOwn(getOwn(change, "change"), "after_unknown"),
        ]),
    );
    const configuration = new ConfigurationReader(getOwn(value, "configuration"));
    const managed = listed.filter(({ mode }) => mode !== "data");
    const urns = new Map<string, string[]>();
    for (const { address, type } of managed) {
        // References name a resource; with `count` or `for_each` it has several instances.
        const name = address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, "");
        const urn = urnOf("terraform", stack, pulumiType(type), address);
        urns.set(name, [...(urns.get(name) ?? []), urn]);
    }
    const texts = new Set<string>();
    const position = memberPosition(source.text, new Lines(source.text));
    const resources = managed.map((one): SourceResource => {
        const { address, type } = one;
        sensitiveTexts(one.values, one.sensitive, texts);
        const all = withUnknowns(one.values, unknownOf.get(address));
        const props = pulumiProperties(type, all);
        const provider = configuration.providerOf(address);
        const arn = textAt(one.values, "arn");
        const region = textAt(one.values, "region") || textAt(provider, "region");
        const account = accountOfArn(arn) ?? caller;
        const dependencies = Object.entries(configuration.referencesOf(address)).map(([name, names]) => [
            pulumiProperty(type, name),
            names.flatMap((referred) => urns.get(referred) ?? []),
        ]);
        return {
            urn: urnOf("terraform", stack, pulumiType(type), address),
            type: pulumiType(type),
            name: address,
            props: throwingIfUnknown(props),
            provider,
            ...(account === undefined ? {} : { accountInState: account }),
            dependencies: Object.fromEntries(dependencies) as Readonly<Record<string, readonly string[]>>,
            secretPaths: keysOf(one.sensitive)
                .filter((key) => hasMark(getOwn(one.sensitive, key)))
                .map((key) => pulumiProperty(type, key)),
            hiddenPaths: [],
            address,
            sourceType: type,
            arn: arn === "" ? undefined : arn,
            account,
            region: isRegionCode(region) ? region : undefined,
            placeOf: (path) => ({ address, type, path: terraformPath(type, all, path) }),
            positionOf: () => position("address", address),
        };
    });
    return {
        file: source.file,
        format: "terraform",
        stacks: [{ stack: { stack, project: "terraform", organization }, resources, secretTexts: texts }],
        unreadable: [],
    };
};
