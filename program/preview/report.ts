import type { AwsLocation } from "../../components/pattern/location";
import { isUnknown } from "../../policypack/documents/values/unknown";
import type { DeclaredProvider } from "../config/providers";
import { nameOf } from "../../components/pattern/location";
import { levelsOfTeam } from "../../components/team/levels";
import { isRecord } from "../config/encrypted";
import { teamKey } from "../config/grants";
import { granteeKinds, granteeTypes, namespace } from "../config/settings";
import type { PlannedInstance, StackPlan } from "../plan/plan";
import { edgesOf, type Edge, type LocationOf } from "./edges";
import { emittedDocuments, type EmittedDocument, type PreviewViolation } from "./readDocuments";
import type { PreviewedResource } from "./registrations";
import type { Preview } from "./run";
import { previewViolations } from "./violations";

/** What a team holds in all. */
export interface TeamHoldings {
    /** The reference of the team: `team.oncall`. */
    readonly team: string;
    /** Who it is: `group oncall`. */
    readonly holders: readonly string[];
    /** The access levels: `session.shells.users`. */
    readonly levels: readonly string[];
    /** The number of managed policies with them. */
    readonly policies: number;
}

/** The report of a preview, as printed by `--json`. */
export interface PreviewReport {
    readonly stack: string;
    readonly resources: readonly PreviewedResource[];
    readonly outputs: Preview["outputs"];
    readonly edges: readonly Edge[];
    readonly findings: readonly PreviewViolation[];
    /** Warnings about config without effect or with an unexpected effect; they do not block the stack. */
    readonly warnings: readonly string[];
}

/** A report with the further data of its text output. */
export interface FullReport extends PreviewReport {
    readonly location: AwsLocation;
    /** The further providers of the stack. */
    readonly providers: readonly DeclaredProvider[];
    readonly documents: readonly EmittedDocument[];
    readonly teams: readonly TeamHoldings[];
    readonly assumedRoles: readonly string[];
}

const providersIn = (instances: readonly PlannedInstance[]): readonly DeclaredProvider[] => [
    ...new Map(
        instances.flatMap(({ provider }) => (provider === undefined ? [] : [[provider.name, provider]])),
    ).values(),
];

/** The locations of resources: those of the providers of their components. */
const locationsIn = (
    resources: readonly PreviewedResource[],
    instances: readonly PlannedInstance[],
    home: AwsLocation,
): LocationOf => {
    const components = new Map(
        instances.map(({ pattern, name, scope }) => [
            `${namespace}:index:${pattern.component} ${name}`,
            scope.location,
        ]),
    );
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const locationOf = (resource: PreviewedResource | undefined): AwsLocation =>
        resource === undefined
            ? home
            : (components.get(`${resource.type} ${resource.name}`) ?? locationOf(byUrn.get(resource.parent ?? "")));
    return locationOf;
};

/** The teams of a stack, each with all that it holds. */
const teamsIn = (instances: readonly PlannedInstance[]): readonly TeamHoldings[] =>
    instances.flatMap(({ key, reference, resolved, physicalNames, scope, reviewed }) => {
        const { levels, holder } = resolved;
        if (key !== teamKey || !Array.isArray(levels) || !isRecord(holder)) {
            return [];
        }
        return [
            {
                team: reference,
                holders:
                    holder.role === undefined
                        ? granteeKinds.flatMap((kind) =>
                              (Array.isArray(holder[kind]) ? holder[kind] : []).map(
                                  (one: unknown) => `${granteeTypes[kind]} ${nameOf(String(one))}`,
                              ),
                          )
                        : [`role ${physicalNames.role?.name ?? ""}`],
                levels: levelsOfTeam(levels, scope).map(({ id }) => id),
                policies: reviewed.filter(({ plannedDocument }) => plannedDocument.kind === "grant").length,
            },
        ];
    });

/** Builds the report of a run. Documents, edges and violations come from the registered resources. */
export const reportOf = (preview: Preview, { instances }: StackPlan, location: AwsLocation): FullReport => {
    const locationOf = locationsIn(preview.resources, instances, location);
    const reviewed = instances.flatMap((instance) => instance.reviewed);
    const documents = emittedDocuments(preview.resources, reviewed);
    return {
        ...preview,
        location,
        providers: providersIn(instances),
        documents,
        teams: teamsIn(instances),
        edges: edgesOf(documents, preview.resources, locationOf),
        findings: previewViolations(preview, documents, reviewed, locationOf, location.accountId),
    };
};

/** Printed for values that only AWS can assign, such as the ID of a maintenance window. */
export const knownLater = "known after pulumi up";

/** Formats a report as JSON. */
export const jsonOf = ({ stack, resources, outputs, edges, findings, warnings }: PreviewReport): string =>
    JSON.stringify(
        { stack, resources, outputs, edges, findings, warnings } satisfies PreviewReport,
        (_, value: unknown) => (isUnknown(value) ? knownLater : value),
        2,
    );
