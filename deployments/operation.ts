/** The commands of a deployment before Pulumi runs, and the role that it assumes. */
import type { EnvironmentArgs } from "./args";

/** The part of the operation context of `DeploymentSettings` that is used here. */
interface OperationContext {
    readonly options: { readonly skipInstallDependencies: boolean; readonly skipIntermediateDeployments: boolean };
    readonly environmentVariables: Record<string, string>;
    readonly preRunCommands: string[];
    readonly oidc?: {
        readonly aws: { readonly roleARN: string; readonly sessionName: string; readonly duration: string };
    };
}

/** The path of the deployment's OIDC token, whose subject contains the stack and the operation. */
const tokenFile = "/mnt/pulumi/pulumi.oidc";

/** Variables appended to this file are set for all later commands and for the program. */
const environmentFile = "/PULUMI_ENV";

/**
 * A role session name has at most 64 characters: 11 of the stack's name, 15 of the longest operation and 36 of the
 * deployment ID, which is enough to find the deployment of a CloudTrail event.
 */
const sessionName = '$(printf %.11s "$PULUMI_CI_STACK")-$PULUMI_CI_OPERATION-$PULUMI_CI_BUILD_ID';

/**
 * The shell command that selects the role. Deployment settings have one role for all operations, but each role of
 * `DeploymentsAccess` trusts only the tokens of its own operations, so the command selects the role by operation. AWS
 * rejects a wrong selection. The AWS provider then presents the token itself. Each command runs in its own shell.
 *
 * @see https://www.pulumi.com/docs/deployments/concepts/settings/environment-variables/
 */
export const chooseRole = (into = environmentFile): string =>
    [
        'case "$PULUMI_CI_OPERATION" in',
        "update|destroy|remediate-drift) role=$UPDATE_ROLE_ARN;;",
        "preview|refresh|detect-drift) role=$PREVIEW_ROLE_ARN;;",
        '*) echo "No role is known for the operation \\"$PULUMI_CI_OPERATION\\"." >&2; exit 1;;',
        "esac &&",
        `printf 'AWS_ROLE_ARN=%s\\nAWS_ROLE_SESSION_NAME=%s\\n' "$role" "${sessionName}" >> ${into}`,
    ].join(" ");

/** Installs the versions of the lock file without package scripts, then builds the pack, which is not committed. */
const install: readonly string[] = ["npm ci --ignore-scripts --no-audit --no-fund", "npm run build"];

/** Runs the policy pack of the repository in every preview and update. CLI options can be set as variables. */
const policyPackVariables = { PULUMI_OPTION_POLICY_PACK: "policypack" };

/** With two roles, a command selects one. A single role goes into the settings, which use it for all operations. */
export const operationContext = ({ previewRoleArn, updateRoleArn }: EnvironmentArgs): OperationContext => ({
    options: {
        // Installed by a command: whether the service installs before or after the commands is not documented.
        skipInstallDependencies: true,
        skipIntermediateDeployments: true,
    },
    ...(previewRoleArn === undefined
        ? {
              environmentVariables: policyPackVariables,
              preRunCommands: [...install],
              oidc: {
                  aws: {
                      roleARN: updateRoleArn,
                      sessionName: "${stack.name}-${deployment.operation}-${deployment.id}",
                      duration: "1h",
                  },
              },
          }
        : {
              environmentVariables: {
                  ...policyPackVariables,
                  AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile,
                  PREVIEW_ROLE_ARN: previewRoleArn,
                  UPDATE_ROLE_ARN: updateRoleArn,
              },
              preRunCommands: [chooseRole(), ...install],
          }),
});
