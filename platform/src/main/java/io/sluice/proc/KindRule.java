package io.sluice.proc;

/** Tells the kind of a mapping from its line in /proc/PID/maps. */
final class KindRule {
    private static final String DELETED = " (deleted)";

    private KindRule() {}

    static MappingKind kind(boolean shared, long device, long inode, String path) {
        if (path.isEmpty()) {
            return shared ? MappingKind.SHARED_MEMORY : MappingKind.ANONYMOUS;
        }
        if (path.charAt(0) == '[') {
            return special(path, shared);
        }
        if (path.charAt(0) != '/') {
            return MappingKind.DEVICE; // anon_inode:..., socket:...
        }
        if (device >>> 32 == 0 && path.endsWith(DELETED)) {
            return withoutLastingFile(path, shared);
        }
        return shared ? MappingKind.SHARED_FILE : MappingKind.PRIVATE_FILE;
    }

    private static MappingKind special(String name, boolean shared) {
        return switch (name) {
            case "[vdso]" -> MappingKind.VDSO;
            case "[vvar]", "[vvar_vclock]", "[uprobes]", "[vsyscall]" -> MappingKind.VVAR;
            default -> shared ? MappingKind.SHARED_MEMORY : MappingKind.ANONYMOUS;
        };
    }

    /** The kernel keeps these on file systems of its own, which have no major device number. */
    private static MappingKind withoutLastingFile(String path, boolean shared) {
        if (path.equals("/[aio] (deleted)")) {
            return MappingKind.AIO_RING;
        }
        if (path.equals("/anon_hugepage (deleted)")) {
            return MappingKind.HUGETLB;
        }
        boolean segment = path.equals("/dev/zero (deleted)") || path.startsWith("/SYSV") || path.startsWith("/memfd:");
        if (shared) {
            return segment ? MappingKind.SHARED_MEMORY : MappingKind.SHARED_FILE;
        }
        return MappingKind.PRIVATE_FILE;
    }
}
