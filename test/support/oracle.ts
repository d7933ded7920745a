import * as assert from "node:assert/strict";
import { runSimulation, runUnsafeSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import type { PolicyDocument } from "../../policypack/iam";
import { home } from "./deploy";
import type { World } from "./policiesInForce";
import type { RequestedResource, Case, Context, Request } from "./requests";
import { removals, widenings, type Variant } from "./variants";

export * from "./requests";
export { worldOf } from "./policiesInForce";

type Twin = Pick<Request, "action" | "context"> & { readonly resource: string };

/**
 * Requests that the strict simulator rejects or evaluates wrongly. The lenient one evaluates them correctly but checks
 * neither actions nor context keys, so the strict one checks these on an equivalent request that it supports.
 */
const lenient: readonly ((asked: Twin) => Twin | undefined)[] = [
    // ARNs of AWS-owned resources have an empty account, which the strict simulator rejects.
    (asked) =>
        /^arn:[^:]+:ssm:[^:]*::/.test(asked.resource)
            ? { ...asked, resource: asked.resource.replace("::", `:${home.accountId}:`) }
            : undefined,
    // AWS scopes it to sessions; the service authorization reference lists no resource type.
    (asked) => (asked.action === "ssmmessages:OpenDataChannel" ? { ...asked, resource: "*" } : undefined),
    // Documented in the user guide, not yet in the service authorization reference.
    (asked) => {
        const { "ssm:AssociationDispatchAssumeRole": role, ...context } = asked.context ?? {};
        return role === undefined ? undefined : { ...asked, context };
    },
];

const isService = (principal: string): boolean => !principal.startsWith("arn:");

const accountIn = (text: string): string => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(text)?.[1] ?? "";

/** The context keys that AWS adds to every request. */
const principalContext = (principal: string): Context =>
    isService(principal)
        ? { "aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": principal }
        : {
              "aws:PrincipalIsAWSService": "false",
              "aws:PrincipalArn": principal,
              "aws:PrincipalAccount": accountIn(principal),
          };

const named = (documents: readonly PolicyDocument[]): Simulation["identityPolicies"] =>
    documents.map((policy, i) => ({ name: String(i), policy }));

/** The resource policy: a role's trust policy, or the policy of a topic, a key, a bucket (also for its objects). */
const resourcePolicyOf = (world: World, { action }: Request, resource: string): PolicyDocument | undefined =>
    action.startsWith("sts:")
        ? world.trusts?.[resource]
        : (world.resourcePolicies?.[resource] ??
          world.resourcePolicies?.[resource.replace(/^(arn:[^:]+:s3:::[^/]+)\/.*/, "$1")]);

const simulationOf = (world: World, request: Request, { resource, context }: Twin): Simulation => {
    const { principal, substitutes = {} } = request;
    const boundary = world.boundaries?.[principal];
    const user = principal.replace(/:group\/(.*\/)?/, ":user/member-of-");
    const text = JSON.stringify({
        identityPolicies: named(world.grants?.[principal] ?? []),
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy: resourcePolicyOf(world, request, resource),
        permissionBoundaryPolicies: boundary && named([boundary]),
        request: {
            principal: user,
            action: request.action,
            resource: { resource, accountId: accountIn(resource) || accountIn(principal) || home.accountId },
            contextVariables: { ...principalContext(user), ...context },
        },
    } satisfies Record<
        keyof Omit<Simulation, "sessionPolicy" | "vpcEndpointPolicies" | "additionalSettings">,
        unknown
    >);
    return JSON.parse(
        Object.entries(substitutes).reduce((all, [from, to]) => all.replaceAll(from, to), text),
    ) as Simulation;
};

const strictly = async (simulation: Simulation): Promise<boolean> => {
    const { action, resource } = simulation.request;
    const reviewed = await runSimulation(simulation, {});
    if (reviewed.resultType === "error") {
        throw new Error(`${action} on ${resource.resource} cannot be evaluated: ${JSON.stringify(reviewed.errors)}`);
    }
    const ignored = (reviewed.resultType === "single" ? [reviewed.result] : reviewed.results).flatMap(
        ({ ignoredContextKeys }) => ignoredContextKeys ?? [],
    );
    if (ignored.length > 0) {
        throw new Error(
            `${action} on ${resource.resource} would be evaluated without ${ignored.join(", ")}. ` +
                `Correct the case, or give "substitutes" that the simulator supports.`,
        );
    }
    return reviewed.overallResult === "Allowed";
};

const isAllowedOn = async (world: World, request: Request, asked: RequestedResource): Promise<boolean> => {
    const one: Twin = {
        action: request.action,
        resource: asked.resource,
        context: { ...request.context, ...asked.context },
    };
    const twin = lenient.reduce((twinned, twinOf) => twinOf(twinned) ?? twinned, one);
    const simulation = simulationOf(world, request, one);
    const strict = await strictly(twin === one ? simulation : simulationOf(world, request, twin));
    if (twin === one) {
        return strict;
    }
    assert.equal(
        simulation.resourcePolicy,
        undefined,
        `${asked.resource}: resource policies are only evaluated by the strict simulator`,
    );
    return runUnsafeSimulation(simulation, {}) === "Allowed";
};

/** Whether AWS would allow the request, that is, allow it for each of its resources. */
export const isAllowed = async (world: World, request: Request): Promise<boolean> => {
    const { resource } = request;
    const allowed = await Promise.all(
        (typeof resource === "string" ? [{ resource }] : resource).map((asked) => isAllowedOn(world, request, asked)),
    );
    return allowed.every(Boolean);
};

/** The world with every occurrence of a document replaced. */
const withVariant = (world: World, from: PolicyDocument, to: PolicyDocument): World =>
    JSON.parse(JSON.stringify(world).replaceAll(JSON.stringify(from), () => JSON.stringify(to))) as World;

const documentsOf = ({ grants = {}, ...others }: World): readonly PolicyDocument[] => {
    const all = [...Object.values(grants).flat(), ...Object.values(others).flatMap((by) => Object.values(by))];
    return [...new Map(all.map((document) => [JSON.stringify(document), document])).values()];
};

/** The names of the variants of the world's documents that no case distinguishes from the original. */
export const unnoticed = async (
    world: World,
    cases: readonly Case[],
    variantsOf: (document: PolicyDocument) => readonly Variant[] = removals,
): Promise<readonly string[]> => {
    const missed: string[] = [];
    for (const from of documentsOf(world)) {
        for (const { name, document, concerns } of variantsOf(from)) {
            const varied = withVariant(world, from, document);
            let noticed = false;
            for (const one of cases.filter(({ action }) => concerns(action))) {
                noticed ||= (await isAllowed(varied, one)) !== (one.may !== undefined);
            }
            if (!noticed) {
                missed.push(name);
            }
        }
    }
    return missed;
};

/** What a table must detect in addition to removed or widened conditions. */
export interface Thoroughness {
    /** Also each resource widened to any Region or any name. @default false */
    readonly resources?: boolean;
}

/**
 * Tests of what each principal may and may not do: one for each case, and one that the cases detect each removed or
 * widened condition in the documents.
 */
export const describeAccess = (
    title: string,
    worldOf: () => World | Promise<World>,
    cases: readonly Case[],
    { resources = false }: Thoroughness = {},
): void => {
    describe(title, () => {
        let world: World = {};
        before(async () => {
            world = await worldOf();
        });
        for (const one of cases) {
            it(one.may === undefined ? `may not ${one.mayNot}` : `may ${one.may}`, async () => {
                assert.equal(await isAllowed(world, one), one.may !== undefined);
            });
        }
        it("detects each condition that is removed, made optional or widened", async () => {
            assert.deepEqual(await unnoticed(world, cases), []);
        });
        if (resources) {
            it("detects each resource that is widened", async () => {
                assert.deepEqual(await unnoticed(world, cases, widenings), []);
            });
        }
    });
};
