/** Downloads packages with the clients of their registries, once, and unpacks them. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import type { CorpusPackage } from "./packages";

/** Outside the repository, so that no text of the packages is ever part of it. */
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "ssm-access", "corpora");

const run = (command: string, args: readonly string[], cwd?: string): string =>
    execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();

const hashOf = (file: string, { integrity }: CorpusPackage): string => {
    const [algorithm = ""] = integrity.split("-");
    return `${algorithm}-${createHash(algorithm).update(readFileSync(file)).digest("base64")}`;
};

/** npm verifies nothing here: the hash is compared by the caller. */
const fromNpm = ({ name, version }: CorpusPackage, folder: string): void => {
    run("npm", ["pack", `${name}@${version}`, "--loglevel=error", "--pack-destination", folder]);
};

/** pip verifies the hash before it reads a source archive, because it runs code of the archive to do so. */
const fromPypi = ({ name, version, integrity, isSourceArchive = false }: CorpusPackage, folder: string): void => {
    const requirements = join(folder, "requirements.txt");
    const hash = Buffer.from(integrity.replace(/^[^-]*-/, ""), "base64").toString("hex");
    writeFileSync(requirements, `${name}==${version} --hash=sha256:${hash}\n`);
    run("python3", [
        ...["-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"],
        ...[isSourceArchive ? "--no-binary" : "--only-binary", ":all:"],
        ...["--requirement", requirements, "--dest", folder],
    ]);
    rmSync(requirements);
};

const clients = { npm: fromNpm, pypi: fromPypi } as const;

/** The file in the cache that holds the archive. */
const cached = ({ registry, name, version, isSourceArchive = registry === "npm" }: CorpusPackage): string =>
    join(cache, `${registry}-${name.replace("/", "-")}-${version}${isSourceArchive ? ".tgz" : ".zip"}`);

const download = (one: CorpusPackage, file: string): void => {
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-download-"));
    try {
        clients[one.registry](one, folder);
        const [archive = ""] = readdirSync(folder);
        mkdirSync(cache, { recursive: true });
        run("cp", [join(folder, archive), `${file}.new`]);
        renameSync(`${file}.new`, file);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
};

/** Where pip is, Python is; not every machine has unzip. */
const unpack = (file: string, folder: string): void => {
    if (file.endsWith(".zip")) {
        run("python3", ["-m", "zipfile", "-e", file, folder]);
    } else {
        run("tar", ["-xzf", file, "-C", folder]);
    }
};

/** The folder in an archive that contains the package: npm and source archives have one, wheels have none. */
const packageFolder = (folder: string, file: string): string =>
    file.endsWith(".zip") ? folder : join(folder, readdirSync(folder)[0] ?? "");

/**
 * Calls `read` with the folder of the unpacked package, and removes it.
 *
 * @throws Error if the archive does not have the pinned hash.
 */
export const withPackage = async <Result>(
    one: CorpusPackage,
    read: (folder: string) => Promise<Result>,
): Promise<Result> => {
    const file = cached(one);
    if (!existsSync(file) || hashOf(file, one) !== one.integrity) {
        download(one, file);
    }
    const hash = hashOf(file, one);
    if (hash !== one.integrity) {
        throw new Error(`${file} has the hash ${hash}, not the pinned ${one.integrity}. Do not trust it.`);
    }
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-corpus-"));
    try {
        unpack(file, folder);
        return await read(packageFolder(folder, file));
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
};
