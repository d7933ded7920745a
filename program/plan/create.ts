import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import * as components from "../../components/index";
import { handOverPlan } from "../../components/resources/handedPlan";
import { formatIssue } from "../../components/resources/planComponent";
import { patternKey, type Args } from "../config/patterns";
import type { StackOutputs } from "./outputs";
import type { PlannedInstance, StackPlan } from "./plan";
import { encryptedValuesIn, mapLeaves, EncryptedValue } from "../config/encrypted";
import { declaredProviderName } from "../config/providers";
import { protects, type Settings } from "../config/settings";

/** The class of any component. */
type ComponentClass = new (name: string, args: Args, opts: pulumi.ComponentResourceOptions) => pulumi.ComponentResource;

/** Component classes by config key. */
const classes: ReadonlyMap<string, ComponentClass> = new Map(
    Object.entries(components as unknown as Readonly<Record<string, ComponentClass>>).map(([name, component]) => [
        patternKey(name),
        component,
    ]),
);

/**
 * The maximum length of a role session name, in characters.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
const longestSessionName = 64;

/** Properties of every resource, which are not outputs of a component class. */
const inherited: ReadonlySet<string> = new Set(["urn", "id"]);

const outputsOf = (component: pulumi.ComponentResource): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
        Object.entries(component).filter(
            ([property, value]) => value !== undefined && !property.startsWith("__") && !inherited.has(property),
        ),
    );

/** Other systems refer to roles by ARN, so deleting one breaks things outside this stack. */
const protectRoles: pulumi.ResourceTransformation = ({ type, props, opts }) =>
    type === "aws:iam/role:Role" ? { props: props, opts: { ...opts, protect: true } } : undefined;

const assumedRole = (roleArn: string): { readonly roleArn: string; readonly sessionName: string } => ({
    roleArn,
    sessionName: `${pulumi.getProject()}-${pulumi.getStack()}`.slice(0, longestSessionName),
});

const providerOf = ({ assumeRoleArn }: Settings): Provider | undefined =>
    assumeRoleArn === undefined
        ? undefined
        : new Provider("assumed", {
              assumeRoles: [assumedRole(assumeRoleArn)],
              region: new pulumi.Config("aws").get("region"),
          });

/** Creates the providers that components name, each once. AWS calls fail in any other account than the provider's. */
const declaredProviders = (instances: readonly PlannedInstance[]): ReadonlyMap<string, Provider> => {
    const declared = new Map(
        instances.flatMap(({ provider }) => (provider === undefined ? [] : [[provider.name, provider]])),
    );
    return new Map(
        [...declared].map(([name, { assumeRoleArn, location }]) => [
            name,
            new Provider(declaredProviderName(name), {
                ...(assumeRoleArn === undefined ? {} : { assumeRoles: [assumedRole(assumeRoleArn)] }),
                allowedAccountIds: [location.accountId],
                region: location.region,
            }),
        ]),
    );
};

const createComponent = (
    { key, name, resolved, after, scope, physicalNames, reviewed }: PlannedInstance,
    before: ReadonlyMap<string, pulumi.ComponentResource>,
    opts: pulumi.ComponentResourceOptions,
): pulumi.ComponentResource => {
    const Class = classes.get(key);
    if (Class === undefined) {
        throw new Error(`components/index.ts exports no class for the pattern "${key}"`);
    }
    const args = mapLeaves(resolved, (leaf) =>
        leaf instanceof EncryptedValue ? pulumi.secret(leaf.plainText) : leaf,
    ) as Args;
    handOverPlan(args, {
        scope,
        names: physicalNames,
        policies: Object.fromEntries(
            reviewed.map(({ child, plannedDocument }) => [child, JSON.stringify(plannedDocument.document)]),
        ),
        isValidated: !encryptedValuesIn(resolved).some(({ isReadable }) => isReadable),
    });
    return new Class(name, args, { ...opts, dependsOn: after.flatMap((reference) => before.get(reference) ?? []) });
};

/** Creates all components of the plan and returns their outputs. */
export const createComponents = ({ settings, instances }: StackPlan): StackOutputs => {
    const provider = providerOf(settings);
    const opts: pulumi.ComponentResourceOptions = {
        ...(provider === undefined ? {} : { provider }),
        ...(protects(settings, pulumi.getStack()) ? { transformations: [protectRoles] } : {}),
    };
    const declared = declaredProviders(instances);
    const all = new Map<string, pulumi.ComponentResource>();
    const outputs: Record<string, Record<string, unknown>> = {};
    for (const instance of instances) {
        const own = instance.provider && declared.get(instance.provider.name);
        const component = createComponent(instance, all, own === undefined ? opts : { ...opts, provider: own });
        // Without the component: an update does not end on the engine if a warning waits for the URN of one.
        instance.warnings.forEach((warning) => void pulumi.log.warn(formatIssue("", warning)));
        all.set(instance.reference, component);
        (outputs[instance.key] ??= {})[instance.name] = outputsOf(component);
    }
    return outputs;
};
