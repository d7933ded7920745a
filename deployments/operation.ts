/** What a deployment does before Pulumi runs, and with which role. */
import type { EnvironmentArgs } from "./args";

/** What `DeploymentSettings` takes as its operation context, as far as it is used here. */
interface OperationContext {
    readonly options: { readonly skipInstallDependencies: boolean; readonly skipIntermediateDeployments: boolean };
    readonly environmentVariables: Record<string, string>;
    readonly preRunCommands: string[];
    readonly oidc?: {
        readonly aws: { readonly roleARN: string; readonly sessionName: string; readonly duration: string };
    };
}

/** Where a deployment finds the token that says which stack and operation it is. */
const tokenFile = "/mnt/pulumi/pulumi.oidc";

/** What is appended here is in the environment of every later command, and of the program. */
const environmentFile = "/PULUMI_ENV";

/**
 * A session's name has at most 64 characters: 11 of the stack's name, 15 of the longest operation and 36 of the
 * deployment's id, which alone finds the deployment of a line of CloudTrail.
 */
const sessionName = '$(printf %.11s "$PULUMI_CI_STACK")-$PULUMI_CI_OPERATION-$PULUMI_CI_BUILD_ID';

/**
 * The settings of a stack hold one role for every operation, and each role of `DeploymentsAccess` trusts the tokens of
 * its own operations only. So the role is chosen here, by the operation; who chooses wrongly is refused by AWS. The
 * provider of AWS then shows the token itself. Each command is a shell of its own.
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

/** Exactly what the lock file says, without scripts of packages; then the pack, which is no part of the repository. */
const install: readonly string[] = ["npm ci --ignore-scripts --no-audit --no-fund", "npm run build"];

/** Every option of the CLI can be a variable: the pack of the repository judges each preview and each update. */
const reviewArgs = { PULUMI_OPTION_POLICY_PACK: "policypack" };

/** Two roles are chosen from; a single one is left to the service, which then takes it for every operation. */
export const operationContext = ({ previewRoleArn, updateRoleArn }: EnvironmentArgs): OperationContext => ({
    options: {
        // Installed below: whether the service would do it before or after the commands is not documented.
        skipInstallDependencies: true,
        skipIntermediateDeployments: true,
    },
    ...(previewRoleArn === undefined
        ? {
              environmentVariables: reviewArgs,
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
                  ...reviewArgs,
                  AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile,
                  PREVIEW_ROLE_ARN: previewRoleArn,
                  UPDATE_ROLE_ARN: updateRoleArn,
              },
              preRunCommands: [chooseRole(), ...install],
          }),
});
