/** The documents of the features of Fleet Manager. All of them run as root, or as SYSTEM on Windows Server. */

const fleetManager = (...actions: readonly string[]): readonly string[] =>
    actions.map((action) => `AWSFleetManager-${action}`);

/**
 * The documents that read, by the arg that allows them.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/configuring-fleet-manager-permissions.html
 */
export const readingDocuments = {
    files: fleetManager("GetFileContent", "GetFileSystemContent"),
    processes: fleetManager("GetProcessDetails"),
    users: fleetManager("GetGroups", "GetUsers"),
    registry: fleetManager("GetWindowsRegistryContent"),
    volumes: fleetManager("GetDiskInformation"),
    performance: fleetManager("GetPerformanceCounters"),
    events: fleetManager("GetWindowsEvents"),
} as const;

/** The documents that change something, by the arg that allows them. */
export const changingDocuments = {
    files: fleetManager(
        "CopyFileSystemItem",
        "CreateDirectory",
        "DeleteFileSystemItem",
        "MoveFileSystemItem",
        "RenameFileSystemItem",
    ),
    processes: fleetManager("StartProcess", "TerminateProcess"),
    users: fleetManager(
        "AddUsersToGroups",
        "CreateGroup",
        "CreateUser",
        "CreateUserInteractive",
        "DeleteGroup",
        "DeleteUser",
        "RemoveUsersFromGroups",
    ),
    registry: fleetManager(
        "CreateWindowsRegistryKey",
        "DeleteWindowsRegistryKey",
        "DeleteWindowsRegistryValue",
        "SetWindowsRegistryValue",
    ),
    volumes: fleetManager("MountVolume"),
    passwordReset: ["AWS-PasswordReset"],
} as const;

/** The documents of the features that are switched on. */
export const enabledDocuments = <Feature extends string>(
    documents: Readonly<Record<Feature, readonly string[]>>,
    level: Readonly<Partial<Record<NoInfer<Feature>, boolean | undefined>>>,
): readonly string[] =>
    Object.entries<readonly string[]>(documents).flatMap(([feature, names]) =>
        level[feature as Feature] === true ? names : [],
    );
