package io.sluice.kernel;

import java.lang.ref.Reference;
import java.util.Optional;
import jnr.ffi.Pointer;

/**
 * What the kernel says of a file at one moment (statx(2)).
 *
 * @param device its file system, as {@code st_dev} of stat(2)
 * @param inode its number there
 * @param mode its type and permission bits
 * @param size its length in bytes
 * @param modified when its contents last changed, in nanoseconds since the epoch
 * @param changed when anything of it last changed, likewise
 * @param special which device it is itself, as {@code st_rdev} of stat(2)
 * @param links how many names it has
 * @param user whose it is
 * @param group likewise
 * @param mount the mount by which it was found, as mountinfo numbers it (proc_pid_mountinfo(5)); 0 where the kernel does not say
 */
public record FileStatus(
        long device,
        long inode,
        int mode,
        long size,
        long modified,
        long changed,
        long special,
        int links,
        int user,
        int group,
        long mount) {
    private static final long HERE = -100;
    private static final long AT_EMPTY_PATH = 0x1000;
    private static final long AT_SYMLINK_NOFOLLOW = 0x100;
    /** Type, mode, names, owner, times, inode, size and mount. */
    private static final long WANTED = 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x40 | 0x80 | 0x100 | 0x200 | 0x1000;

    private static final int ROOM = 256;
    private static final int LINKS = 16;
    private static final int USER = 20;
    private static final int GROUP = 24;
    private static final int MODE = 28;
    private static final int INODE = 32;
    private static final int SIZE = 40;
    private static final int CHANGED = 96;
    private static final int MODIFIED = 112;
    private static final int SPECIAL_MAJOR = 128;
    private static final int SPECIAL_MINOR = 132;
    private static final int MAJOR = 136;
    private static final int MINOR = 140;
    private static final int MOUNT = 144;
    private static final long SECOND = 1_000_000_000;
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;
    private static final int DEVICE = 0020000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;
    private static final int LINK = 0120000;

    private static final ThreadLocal<Pointer> ANSWER = ThreadLocal.withInitial(() -> Native.allocate(ROOM));

    /**
     * That of the file of that name, or of what a link of that name leads to. Opens nothing.
     *
     * @throws KernelException when there is none, or a folder on the way may not be searched
     */
    public static FileStatus of(String path) {
        return ask(HERE, path, 0);
    }

    /** As {@link #of}, but of a link itself. */
    public static FileStatus ofItself(String path) {
        return ask(HERE, path, AT_SYMLINK_NOFOLLOW);
    }

    /** That of a file that is held. */
    static FileStatus held(int descriptor) {
        return ask(descriptor, "", AT_EMPTY_PATH);
    }

    /** The number of a file system as stat(2) has it (makedev(3)). */
    public static long device(long major, long minor) {
        return (major & 0xfffff000L) << 32 | (major & 0xfff) << 8 | (minor & 0xffffff00L) << 12 | (minor & 0xff);
    }

    /** That of the file of that name, or behind that link; empty when it is gone, or may not be looked at. */
    public static Optional<FileStatus> find(String path) {
        try {
            return Optional.of(of(path));
        } catch (KernelException gone) {
            return Optional.empty();
        }
    }

    /** Whether the file of that name, itself, is this one. */
    public boolean isNamed(String name) {
        try {
            return isSame(ofItself(name));
        } catch (KernelException missing) {
            return false;
        }
    }

    /** Whether the file of that name, or what a link of that name leads to, is this one. */
    public boolean isOf(String place) {
        return find(place).filter(this::isSame).isPresent();
    }

    private boolean isSame(FileStatus other) {
        return other.device == device && other.inode == inode;
    }

    /** Whether it is a regular file. */
    public boolean isRegular() {
        return (mode & TYPE) == REGULAR;
    }

    /** Whether it is a folder. */
    public boolean isFolder() {
        return (mode & TYPE) == FOLDER;
    }

    /** Whether it is a character device. */
    public boolean isDevice() {
        return (mode & TYPE) == DEVICE;
    }

    /** Whether it is a symbolic link. */
    public boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    /** Whether it is a pipe, with or without a name. */
    public boolean isFifo() {
        return (mode & TYPE) == PIPE;
    }

    /** Whether it is a socket. */
    public boolean isSocket() {
        return (mode & TYPE) == SOCKET;
    }

    /** What it is, in words, where it is no regular file. */
    public String kind() {
        return switch (mode & TYPE) {
            case FOLDER -> "a folder";
            case PIPE -> "a pipe";
            case SOCKET -> "a socket";
            case DEVICE -> "a character device";
            case 0060000 -> "a block device";
            default -> "no regular file";
        };
    }

    private static FileStatus ask(long folder, String path, long flags) {
        Pointer name = CText.of(path);
        Pointer answer = ANSWER.get();
        try {
            long call = Architecture.current().number(Architecture.Call.STATX);
            Native.require(Native.call(call, folder, name.address(), flags, WANTED, answer.address()), "statx");
            return read(answer);
        } finally {
            Reference.reachabilityFence(name);
        }
    }

    private static FileStatus read(Pointer answer) {
        return new FileStatus(
                device(answer, MAJOR, MINOR),
                answer.getLong(INODE),
                Short.toUnsignedInt(answer.getShort(MODE)),
                answer.getLong(SIZE),
                time(answer, MODIFIED),
                time(answer, CHANGED),
                device(answer, SPECIAL_MAJOR, SPECIAL_MINOR),
                answer.getInt(LINKS),
                answer.getInt(USER),
                answer.getInt(GROUP),
                answer.getLong(MOUNT));
    }

    private static long device(Pointer answer, int major, int minor) {
        return device(Integer.toUnsignedLong(answer.getInt(major)), Integer.toUnsignedLong(answer.getInt(minor)));
    }

    private static long time(Pointer answer, int at) {
        return answer.getLong(at) * SECOND + answer.getInt(at + Long.BYTES);
    }
}
