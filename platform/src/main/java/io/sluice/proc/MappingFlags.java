package io.sluice.proc;

/**
 * The VmFlags of a mapping in /proc/PID/smaps (proc_pid_smaps(5)) that matter here.
 *
 * @param hugePages it is of a huge page file system (ht)
 * @param droppable the kernel may drop its pages (dp)
 * @param device it is a device's memory (io, pf)
 * @param notDumped the task asked to keep it out of core dumps (dd)
 * @param shadowStack it is a shadow stack (ss)
 */
public record MappingFlags(
        boolean hugePages, boolean droppable, boolean device, boolean notDumped, boolean shadowStack) {

    /** No flag. */
    public static final MappingFlags NONE = new MappingFlags(false, false, false, false, false);

    /** The kind of a mapping with these flags that looked like {@code kind} without them. */
    public MappingKind refine(MappingKind kind) {
        if (kind == MappingKind.VDSO || kind == MappingKind.VVAR) {
            return kind; // device memory too, but of the kernel's own
        }
        if (hugePages) {
            return MappingKind.HUGETLB;
        }
        if (device) {
            return MappingKind.DEVICE;
        }
        return droppable ? MappingKind.DROPPABLE : kind;
    }

    static MappingFlags parse(ByteText text) {
        boolean hugePages = false;
        boolean droppable = false;
        boolean device = false;
        boolean notDumped = false;
        boolean shadowStack = false;
        while (text.peek() != '\n' && !text.atEnd()) {
            int flag = text.next() << 8 | text.next();
            text.skipBlanks();
            hugePages |= flag == letters('h', 't');
            droppable |= flag == letters('d', 'p');
            device |= flag == letters('i', 'o') || flag == letters('p', 'f');
            notDumped |= flag == letters('d', 'd');
            shadowStack |= flag == letters('s', 's');
        }
        return new MappingFlags(hugePages, droppable, device, notDumped, shadowStack);
    }

    private static int letters(char first, char second) {
        return first << 8 | second;
    }
}
