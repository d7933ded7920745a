import { planDocuments, type Pattern } from "../../components/pattern/pattern";
import type { ValidationIssue } from "../../components/pattern/validationIssue";
import type { NamingScope } from "../../components/pattern/naming";
import type { Documents, Names } from "../../components/pattern/pattern";
import { automation } from "../../components/automation/pattern";
import { automationEvents } from "../../components/automationEvents/pattern";
import { defaultHostManagement } from "../../components/defaultHostManagement/pattern";
import { deployments } from "../../components/deployments/pattern";
import { edgeDevice } from "../../components/edgeDevice/pattern";
import { hybridActivation } from "../../components/hybridActivation/pattern";
import { flowLogDelivery } from "../../components/flowLogDelivery/pattern";
import { inventorySync } from "../../components/inventorySync/pattern";
import { maintenanceWindow } from "../../components/maintenanceWindow/pattern";
import { managedInstance } from "../../components/managedInstance/pattern";
import { nodeEgress } from "../../components/nodeEgress/pattern";
import { runCommandNotifications } from "../../components/runCommandNotifications/pattern";
import { parameter } from "../../components/parameter/pattern";
import { patch } from "../../components/patch/pattern";
import { runCommand } from "../../components/runCommand/pattern";
import { serviceLinkedRoles } from "../../components/serviceLinkedRoles/pattern";
import { session } from "../../components/session/pattern";
import { stateManager } from "../../components/stateManager/pattern";
import { systemsManagerEndpoints } from "../../components/systemsManagerEndpoints/pattern";
import * as automationSample from "./automation/fixture";
import * as automationEventsSample from "./automationEvents/fixture";
import * as defaultHostManagementSample from "./defaultHostManagement/fixture";
import * as deploymentsSample from "./deployments/fixture";
import { issuesOf } from "./describeIssues";
import * as flowLogSample from "./flowLogDelivery/fixture";
import * as hybridSample from "./hybridActivation/fixture";
import * as inventorySample from "./inventorySync/fixture";
import * as windowSample from "./maintenanceWindow/fixture";
import * as instanceSample from "./managedInstance/fixture";
import * as parameterSample from "./parameter/fixture";
import * as patchSample from "./patch/fixture";
import * as runCommandSample from "./runCommand/fixture";
import * as linkedSample from "./serviceLinkedRoles/fixture";
import * as sessionSample from "./session/fixture";
import * as stateManagerSample from "./stateManager/fixture";
import * as endpointsSample from "./systemsManagerEndpoints/fixture";
import { ecsExec } from "../../components/ecsExec/pattern";
import * as ecsExecFixture from "./ecsExec/fixture";
import { document } from "../../components/document/pattern";
import * as documentFixture from "./document/fixture";
import { fleetManager } from "../../components/fleetManager/pattern";
import * as fleetManagerFixture from "./fleetManager/fixture";
import { team } from "../../components/team/pattern";
import * as teamFixture from "./team/fixture";

/** A pattern with args that enable all or few of its features. */
export interface PatternFixture {
    readonly component: string;
    readonly title: string;
    readonly pattern: Pattern<object, Names, Documents, object>;
    readonly args: object;
    /**
     * The validation issues of the args. In all three functions, ARNs in the args are rewritten for the partition.
     */
    readonly issues: (scope: NamingScope) => readonly ValidationIssue[];
    readonly names: (scope: NamingScope) => Names;
    readonly documents: (scope: NamingScope) => Documents;
}

const fixturesOf = <Args extends object, NameArgs>(
    pattern: Pattern<Args, Names, Documents, NameArgs>,
    all: Readonly<Record<string, NoInfer<Args & NameArgs>>>,
): readonly PatternFixture[] =>
    Object.entries(all).map(([title, given]) => {
        const args = ({ location }: NamingScope): Args & NameArgs =>
            JSON.parse(JSON.stringify(given).replaceAll("arn:aws:", `arn:${location.partition}:`)) as typeof given;
        return {
            component: pattern.component,
            title,
            pattern: pattern as unknown as PatternFixture["pattern"],
            args: given,
            issues: (scope) => issuesOf(pattern, args(scope), scope),
            names: (scope) => pattern.names(scope, args(scope)),
            documents: (scope) => planDocuments(pattern, scope, args(scope)),
        };
    });

/** Every pattern, with everything that it can emit. Add new patterns here. */
export const fixtures: readonly PatternFixture[] = [
    ...fixturesOf(runCommand, {
        everything: {
            administrator: { ...runCommandSample.administrator, cancel: true },
            operator: runCommandSample.operator,
            reader: { ...runCommandSample.reader, commandOutput: true },
        },
        "levels without grantees": {
            operator: { documents: ["Acme-PatchNow"], nodeIds: ["i-0123456789abcdef0"], createPolicy: true },
            reader: {},
        },
    }),
    ...fixturesOf(runCommandNotifications, {
        everything: {
            kmsKeyArn: instanceSample.keyArn("a"),
            callers: { grantees: { groups: ["ops"] } },
        },
        "an existing topic": { topicArn: windowSample.topic },
    }),
    ...fixturesOf(session, {
        everything: sessionSample.everything,
        "own sessions by tag, in any Region": { users: sessionSample.otherwise },
    }),
    ...fixturesOf(parameter, {
        everything: parameterSample.everything,
        "readers and writers only": { readers: parameterSample.readers, writers: parameterSample.writers },
    }),
    ...fixturesOf(patch, { everything: patchSample.everything, "one baseline and one node": patchSample.narrow }),
    ...fixturesOf(stateManager, {
        everything: stateManagerSample.everything,
        "one association of a runbook": stateManagerSample.narrow,
    }),
    ...fixturesOf(inventorySync, {
        accounts: inventorySample.accounts,
        "an organization": inventorySample.organization,
        "a bucket in another account": inventorySample.member,
        "a computed bucket": { bucket: {} },
    }),
    ...fixturesOf(serviceLinkedRoles, { everything: linkedSample.all, some: linkedSample.some }),
    ...fixturesOf(managedInstance, {
        everything: instanceSample.everything,
        "everything in one partition": { ...instanceSample.everything, awsBuckets: {} },
        "the core only": {},
        "an existing role": { existingRoleArn: "arn:aws:iam::123456789012:role/team/nodes" },
    }),
    ...fixturesOf(hybridActivation, { everything: hybridSample.everything, "operators only": hybridSample.least }),
    // An accepted unguarded trust policy is not compliant; its policy result is tested with the pattern.
    ...fixturesOf(edgeDevice, { everything: hybridSample.edge }),
    ...fixturesOf(systemsManagerEndpoints, {
        everything: endpointsSample.everything,
        "an organization": endpointsSample.ofOrganization,
    }),
    ...fixturesOf(nodeEgress, { everything: endpointsSample.egress }),
    ...fixturesOf(defaultHostManagement, {
        everything: defaultHostManagementSample.everything,
        "the AWS managed core": { administrators: defaultHostManagementSample.administrators },
        "the role of another Region": {
            existingRoleArn: "arn:aws:iam::123456789012:role/service-role/hosts",
            administrators: defaultHostManagementSample.administrators,
        },
    }),
    ...fixturesOf(maintenanceWindow, {
        everything: windowSample.everything,
        "a computed role name": { functionArns: windowSample.functionArns },
        "the service-linked role": { serviceLinkedRole: true, registrars: { grantees: windowSample.grantees } },
    }),
    ...fixturesOf(automation, { everything: automationSample.everything }),
    ...fixturesOf(automationEvents, { everything: automationEventsSample.everything }),
    ...fixturesOf(flowLogDelivery, {
        everything: flowLogSample.everything,
        "an existing log group": { logGroup: { existingLogGroupName: "/acme/flow", createLogGroup: false } },
        "a bucket that keeps its policy": {
            bucket: { bucketName: "acme-flow-logs", hivePrefixes: true, attachPolicy: false },
            creators: flowLogSample.creators,
        },
    }),
    ...fixturesOf(deployments, {
        "Pulumi Deployments": {
            pulumiDeployments: deploymentsSample.pulumiDeployments,
            deployed: deploymentsSample.deployed,
        },
        "GitHub Actions": { gitHubActions: deploymentsSample.gitHubActions, deployed: deploymentsSample.deployed },
        "existing providers": {
            pulumiDeployments: { ...deploymentsSample.pulumiDeployments, adoptProvider: true },
            gitHubActions: { ...deploymentsSample.gitHubActions, adoptProvider: true },
            deployed: deploymentsSample.deployed,
        },
    }),
    ...fixturesOf(ecsExec, {
        everything: ecsExecFixture.everything,
        "one existing cluster": ecsExecFixture.narrow,
    }),
    ...fixturesOf(document, { everything: documentFixture.everything, writers: documentFixture.writers }),
    ...fixturesOf(fleetManager, {
        everything: fleetManagerFixture.everything,
        "single nodes and commands only": fleetManagerFixture.narrow,
    }),
    ...fixturesOf(team, {
        everything: teamFixture.everything,
        "a role": teamFixture.assumed,
        "a role for an organization": teamFixture.ofOrganization,
    }),
];
