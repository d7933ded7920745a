/** How a new stack file uses a pattern: a small component that the user extends. */
export interface Start {
    /** The name of the component, if the user gives none. */
    readonly name: string;
    /** Patterns that the component refers to, which the file needs too. */
    readonly needs?: readonly string[];
    /**
     * The component as YAML, by the name of the first component of each pattern. `# Replace: ` marks a value that only
     * the user knows.
     */
    readonly yaml: (nameOf: (pattern: string) => string) => string;
}

const text =
    (yaml: string): Start["yaml"] =>
    () =>
        yaml;

/**
 * The start of each pattern, by config key. An access level without grantees creates no policy: its document is a stack
 * output, so that the first `pulumi up` needs no user, group or role of the account.
 */
export const starts: Readonly<Record<string, Start>> = {
    runCommand: {
        name: "operations",
        yaml: text(`
# Who may run your own documents, and on which nodes. Add \`grantees: { groups: [GROUP] }\` to attach the policy.
operator:
  documents: [Acme-PatchNow]
  targetTags: { PatchGroup: [web] }
# Who may list nodes, documents and commands.
reader: {}
`),
    },
    runCommandNotifications: {
        name: "commands",
        yaml: text(
            "# A topic for the status of commands, and the role that publishes to it. Subscribe to be notified.\n{}",
        ),
    },
    session: {
        name: "shells",
        yaml: text(`
# Who may open sessions, and on which nodes. Add \`grantees: { groups: [GROUP] }\` to attach the policy.
users:
  documents: [SSM-SessionManagerRunShell]
  targetTags: { Environment: [dev] }
`),
    },
    fleetManager: {
        name: "windows",
        yaml: text(`
# Who may look into nodes, and which. Add \`grantees: { groups: [GROUP] }\` to attach the policy.
readers:
  targetTags: { Environment: [dev] }
  performance: true
`),
    },
    ecsExec: {
        name: "containers",
        yaml: text(`
# A task role that receives commands and can do nothing else.
taskRole: {}
# Replace: the cluster in which users may run commands. Add \`grantees: { groups: [GROUP] }\` to attach the policy.
clusterNames: [default]
users:
  taskTags: { Environment: [dev] }
`),
    },
    parameter: {
        name: "app",
        yaml: text(`
# Who may read the parameters below these paths. Add \`grantees: { roles: [ROLE] }\` to attach the policy.
readers:
  paths: [/app]
`),
    },
    patch: {
        name: "servers",
        yaml: text(`
# Who may patch which nodes. Add \`grantees: { groups: [GROUP] }\` to attach the policy.
patchers:
  targetTags: { PatchGroup: [web] }
# Who may read baselines, patch groups and the patch state of nodes.
readers: {}
`),
    },
    stateManager: {
        name: "agents",
        yaml: text(`
# What associations with this role may run, and on which nodes.
runCommand:
  documents: [AWS-UpdateSSMAgent]
  targetTags: { Environment: [dev] }
`),
    },
    inventorySync: {
        name: "inventory",
        yaml: text(`
# The bucket that collects the inventory of this account, and the sync that delivers it. Both are created.
bucket: {}
sync: {}
`),
    },
    serviceLinkedRoles: {
        name: "explorer",
        yaml: text(`
# Who may create this service-linked role, and no other. Add \`grantees: { roles: [ROLE] }\` to attach the policy.
creators:
  services: [opsdatasync.ssm.amazonaws.com]
`),
    },
    managedInstance: {
        name: "web",
        yaml: text("# The role and instance profile of EC2 instances. Launch instances with the profile.\n{}"),
    },
    defaultHostManagement: {
        name: "hosts",
        yaml: text("# Changes the default role of all EC2 instances of the Region that have no instance profile.\n{}"),
    },
    hybridActivation: {
        name: "machines",
        yaml: text("# The role of machines outside EC2. Add `activation` to register machines.\n{}"),
    },
    edgeDevice: {
        name: "devices",
        yaml: text(`
# Which devices may register. Add \`grantees: { roles: [TOKEN_EXCHANGE_ROLE] }\` to attach the policy.
devices: {}
`),
    },
    systemsManagerEndpoints: {
        name: "main",
        yaml: text(`
# Replace: the VPC, its subnets and the addresses of the nodes.
vpcId: vpc-0123456789abcdef0
subnetIds: [subnet-0123456789abcdef0]
nodeCidrBlocks: [10.0.0.0/20]
`),
    },
    nodeEgress: {
        name: "web",
        yaml: text(`
# Replace: the VPC, and the addresses that nodes may reach by HTTPS.
vpcId: vpc-0123456789abcdef0
cidrBlocks: [10.0.16.0/24]
`),
    },
    maintenanceWindow: {
        name: "patching",
        yaml: text(`
# What the role of the window may run, and on which nodes.
runCommand:
  documents: [AWS-RunPatchBaseline]
  targetTags: { PatchGroup: [web] }
window:
  schedule: cron(0 2 ? * SUN *)
  durationHours: 2
  cutoffHours: 1
  tasks:
    # Looks for missing patches. \`Operation: [Install]\` installs them, which can restart nodes.
    scan:
      document: AWS-RunPatchBaseline
      parameters: { Operation: [Scan] }
      maxConcurrency: 25%
      maxErrors: 10%
`),
    },
    automation: {
        name: "images",
        yaml: text(`
# What runbooks with this role may do.
permissions:
  ReadImages:
    actions: [ec2:DescribeImages]
    resources: ["*"]
`),
    },
    automationEvents: {
        name: "failures",
        needs: ["runCommandNotifications"],
        yaml: (nameOf) => `
# Notifies the topic of these changes of an execution.
notifications:
  notificationTopicArn: runCommandNotifications.${nameOf("runCommandNotifications")}
  statuses: [Failed, TimedOut]
`,
    },
    flowLogDelivery: {
        name: "network",
        yaml: text(`
# The log group, which is created, and the role that delivers to it only.
logGroup: { logGroupName: /network/flow, retentionDays: 90 }
`),
    },
    deployments: {
        name: "delivery",
        yaml: text(`
# Replace: the Pulumi organization whose deployments preview and update this stack.
pulumiDeployments: { organization: acme }
`),
    },
    document: {
        name: "team",
        yaml: text(`
# Who may write documents whose names begin so. Add \`grantees: { groups: [GROUP] }\` to attach the policy.
authors:
  namePrefixes: [Acme-]
  documentTypes: [Command]
`),
    },
    team: {
        name: "oncall",
        needs: ["runCommand"],
        yaml: (nameOf) => `
# What the team gets from the other components, in as few policies as hold it.
grants: [runCommand.${nameOf("runCommand")}.operator, runCommand.${nameOf("runCommand")}.reader]
# Replace: the permission sets of IAM Identity Center whose users may switch to the role of the team.
holder:
  role:
    trust: { permissionSets: [Operations] }
`,
    },
};
