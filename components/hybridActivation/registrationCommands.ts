import { domainOf } from "../../policypack/iam";
import type { AwsLocation } from "../pattern/location";

/** The credentials that register a machine. Code and ID together are a secret. */
export interface Registration {
    readonly activationId: string;
    readonly activationCode: string;
}

/** The builds of `ssm-setup-cli`, which installs the agent and registers the machine, by folder name. */
const linuxBuilds = ["linux_amd64", "linux_arm64", "debian_amd64", "debian_arm"] as const;
const windowsBuilds = ["windows_amd64", "windows_arm64", "windows_386"] as const;

/** AWS requires the download from the Region of the activation. */
const downloadUrl = (location: AwsLocation, path: string): string =>
    `https://amazon-ssm-${location.region}.s3.${location.region}.${domainOf(location.partition)}/latest/${path}`;

/** Downloads to a new private folder, because the program runs as root. */
const linux = (location: AwsLocation, build: string, { activationCode, activationId }: Registration): string =>
    [
        "set -e",
        "dir=$(mktemp -d)",
        `curl --fail --silent --show-error --proto '=https' --tlsv1.2 --output "$dir/ssm-setup-cli" '${downloadUrl(location, `${build}/ssm-setup-cli`)}'`,
        'chmod +x "$dir/ssm-setup-cli"',
        `sudo "$dir/ssm-setup-cli" -register -activation-code '${activationCode}' -activation-id '${activationId}' -region '${location.region}'`,
        'rm -r "$dir"',
    ].join("\n");

/** On Ubuntu the agent is a snap, which is installed from the Snap Store and not from AWS. */
const snap = ({ region }: AwsLocation, { activationCode, activationId }: Registration): string =>
    [
        "set -e",
        "sudo snap install amazon-ssm-agent --classic",
        "sudo systemctl stop snap.amazon-ssm-agent.amazon-ssm-agent.service",
        `sudo /snap/amazon-ssm-agent/current/amazon-ssm-agent -register -code '${activationCode}' -id '${activationId}' -region '${region}'`,
        "sudo systemctl start snap.amazon-ssm-agent.amazon-ssm-agent.service",
    ].join("\n");

const windows = (location: AwsLocation, build: string, { activationCode, activationId }: Registration): string =>
    [
        "$ErrorActionPreference = 'Stop'",
        "[System.Net.ServicePointManager]::SecurityProtocol = 'TLS12'",
        "$dir = Join-Path $env:TEMP ([System.Guid]::NewGuid())",
        "New-Item -ItemType Directory -Path $dir | Out-Null",
        `(New-Object System.Net.WebClient).DownloadFile('${downloadUrl(location, `${build}/ssm-setup-cli.exe`)}', "$dir\\ssm-setup-cli.exe")`,
        `& "$dir\\ssm-setup-cli.exe" -register -activation-code='${activationCode}' -activation-id='${activationId}' -region='${location.region}'`,
        "Remove-Item -Recurse $dir",
        "Get-Service -Name 'AmazonSSMAgent'",
    ].join("\n");

/**
 * The commands that install the agent on a machine and register it, to run as administrator: by build, and `snap` for
 * Ubuntu with snaps. No option weakens the verification of the download: the signature is verified, an older version
 * never replaces a newer one, and the source is AWS. Systems Manager does not register macOS outside EC2.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-ssm-agent-install-linux.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-ssm-agent-install-windows.html
 */
export const registrationCommands = (location: AwsLocation, registration: Registration): Record<string, string> => ({
    ...Object.fromEntries(linuxBuilds.map((build) => [build, linux(location, build, registration)])),
    snap: snap(location, registration),
    ...Object.fromEntries(windowsBuilds.map((build) => [build, windows(location, build, registration)])),
});
