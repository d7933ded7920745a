import * as assert from "node:assert/strict";
import { registrationCommands } from "../../../components/hybridActivation/registrationCommands";
import { home } from "../../support/deploy";

describe("registrationCommands", () => {
    const registration = {
        activationId: "11111111-2222-3333-4444-555555555555",
        activationCode: "Code0123456789abcdef",
    };
    const commands = registrationCommands(home, registration);

    it("cover the builds that AWS documents and the snap, but not macOS", () => {
        assert.deepEqual(Object.keys(commands), [
            "linux_amd64",
            "linux_arm64",
            "debian_amd64",
            "debian_arm",
            "snap",
            "windows_amd64",
            "windows_arm64",
            "windows_386",
        ]);
    });

    it("download over TLS from the bucket of the Region, and register in the Region", () => {
        assert.equal(
            commands.debian_arm,
            [
                "set -e",
                "dir=$(mktemp -d)",
                `curl --fail --silent --show-error --proto '=https' --tlsv1.2 --output "$dir/ssm-setup-cli" 'https://amazon-ssm-eu-west-1.s3.eu-west-1.amazonaws.com/latest/debian_arm/ssm-setup-cli'`,
                'chmod +x "$dir/ssm-setup-cli"',
                `sudo "$dir/ssm-setup-cli" -register -activation-code 'Code0123456789abcdef' -activation-id '11111111-2222-3333-4444-555555555555' -region 'eu-west-1'`,
                'rm -r "$dir"',
            ].join("\n"),
        );
        assert.match(
            commands.windows_amd64 ?? "",
            /'https:\/\/amazon-ssm-eu-west-1\.s3\.eu-west-1\.amazonaws\.com\/latest\/windows_amd64\/ssm-setup-cli\.exe'/,
        );
        assert.match(
            commands.windows_amd64 ?? "",
            /ssm-setup-cli\.exe" -register -activation-code='Code0123456789abcdef' -activation-id='1{8}-2222-3333-4444-5{12}' -region='eu-west-1'/,
        );
        assert.match(commands.snap ?? "", /-register -code 'Code0123456789abcdef' -id '1{8}-.*' -region 'eu-west-1'/);
    });

    it("never weaken the verification of the download", () => {
        for (const [build, text] of Object.entries(commands)) {
            assert.doesNotMatch(text, /skip-signature|downgrade|manifest-url|--insecure| -k |http:/, build);
            assert.ok(text.includes(registration.activationCode) && text.includes(registration.activationId), build);
        }
    });

    it("use the domain of the partition", () => {
        const isolated = registrationCommands({ ...home, partition: "aws-iso", region: "us-iso-east-1" }, registration);
        assert.match(isolated.linux_amd64 ?? "", /amazon-ssm-us-iso-east-1\.s3\.us-iso-east-1\.c2s\.ic\.gov\/latest/);
        const china = registrationCommands({ ...home, partition: "aws-cn", region: "cn-north-1" }, registration);
        assert.match(china.linux_amd64 ?? "", /amazon-ssm-cn-north-1\.s3\.cn-north-1\.amazonaws\.com\.cn\/latest/);
        const gov = registrationCommands({ ...home, partition: "aws-us-gov", region: "us-gov-west-1" }, registration);
        assert.match(gov.linux_amd64 ?? "", /s3\.us-gov-west-1\.amazonaws\.com\/latest/);
    });
});
