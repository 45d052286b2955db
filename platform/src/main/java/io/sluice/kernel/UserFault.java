package io.sluice.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jnr.ffi.Pointer;

/**
 * A userfaultfd of a task, used for one thing: to arm mappings for asynchronous write-protection (userfaultfd(2),
 * ioctl_userfaultfd(2)). The kernel then notes first writes by itself and never stops a writer. For one thread.
 *
 * <p>What was armed stays so while the descriptor is open somewhere, in the task or here; when the last one is closed, all
 * of it is cleanly undone.
 */
public final class UserFault implements AutoCloseable {
    private static final long UFFDIO_API = 0xC018_AA3FL;
    private static final long UFFDIO_REGISTER = 0xC020_AA00L;
    private static final long UFFDIO_UNREGISTER = 0x8010_AA01L;
    private static final long UFFDIO_WRITEPROTECT = 0xC018_AA06L;
    private static final long API = 0xAA;
    private static final long MODE_WRITE_PROTECT = 2;
    /** Asynchronous; pages that are not there; shared and huge memory, which a task may have mapped privately; the ground. */
    private static final long FEATURES = 1L << 15 | 1L << 13 | 1L << 12 | 1;

    private final OpenFile file;
    private final boolean isNew;
    private final Pointer argument = Native.allocate(4 * Long.BYTES);

    private UserFault(OpenFile file) {
        this.file = file;
        this.isNew = agree();
    }

    /**
     * Takes over an open userfaultfd, new or used like this before, and closes it with this.
     *
     * @throws KernelException when the kernel knows no asynchronous write-protection (since Linux 6.7), or when it is used
     *     for something else; then it is closed
     */
    public static UserFault of(OpenFile file) {
        try {
            return new UserFault(file);
        } catch (KernelException e) {
            file.close();
            throw e;
        }
    }

    /**
     * One that a task has open in its own table, as a file of ours; empty when it has none.
     *
     * @throws KernelException when the task is gone, or without the right to trace it
     */
    public static Optional<OpenFile> openIn(int pid) {
        List<Integer> numbers = numbersIn(pid);
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        try (PidDescriptor task = PidDescriptor.open(pid)) {
            return Optional.of(task.file(numbers.get(0)));
        }
    }

    /** How many a task has open in its own table; its own threads may have more of them elsewhere. */
    public static int countIn(int pid) {
        return numbersIn(pid).size();
    }

    private static List<Integer> numbersIn(int pid) {
        String[] numbers = new File("/proc/" + pid + "/fd").list();
        return Stream.of(numbers == null ? new String[0] : numbers)
                .filter(number -> isUserFault(Path.of("/proc/" + pid + "/fd", number)))
                .map(Integer::valueOf)
                .toList();
    }

    private static boolean isUserFault(Path link) {
        try {
            return Files.readSymbolicLink(link).toString().equals("anon_inode:[userfaultfd]");
        } catch (IOException closed) {
            return false;
        }
    }

    /** What is to be used is agreed on once for all who have the descriptor; answers whether that is now. */
    private boolean agree() {
        long agreed = features();
        if (agreed == 0) {
            argument.putLong(0, API);
            argument.putLong(8, FEATURES);
            argument.putLong(16, 0);
            Native.require(Native.C.ioctl(file.number(), UFFDIO_API, argument.address()), "UFFDIO_API");
        } else if ((agreed & FEATURES) != FEATURES) {
            throw new KernelException("the userfaultfd is used for something else");
        }
        return agreed == 0;
    }

    /** Whether nothing was ever armed by it before it was taken over. */
    public boolean isNew() {
        return isNew;
    }

    /** A line of its file in fdinfo has the version, the features in use and those there are, in hexadecimal. */
    private long features() {
        try (OpenFile facts = OpenFile.read("/proc/self/fdinfo/" + file.number())) {
            return new String(facts.contents(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith("API:"))
                    .map(line -> line.substring(4).trim().split(":", -1))
                    .mapToLong(words -> Long.parseUnsignedLong(words[1], 16))
                    .findFirst()
                    .orElseThrow(() -> new KernelException("the descriptor is no userfaultfd"));
        }
    }

    /**
     * Arms all mappings between two addresses, or, where it fails, none of them. What this has armed already stays as it
     * is. Neighbours that are alike become one mapping again.
     *
     * @param start where a mapping begins
     * @param end where a mapping ends
     * @return why not: {@link Errno#EINVAL} for memory that is the kernel's, {@link Errno#EBUSY} for what another userfaultfd
     *     has; empty when it is done
     */
    public Optional<Errno> arm(long start, long end) {
        argument.putLong(0, start);
        argument.putLong(8, end - start);
        argument.putLong(16, MODE_WRITE_PROTECT);
        argument.putLong(24, 0);
        return result(Native.C.ioctl(file.number(), UFFDIO_REGISTER, argument.address()));
    }

    /**
     * Takes the protection from the pages of armed mappings between two addresses, so that all of them count as written.
     *
     * <p>It is to be done with every mapping that was found without arms in a task that had some, once it is armed. For
     * mremap(2) takes the arms from what it moves, and when that merges with armed neighbours, from them too; their pages
     * keep their protection, which no write clears any more, and seem unwritten for ever.
     */
    public Optional<Errno> unprotect(long start, long end) {
        argument.putLong(0, start);
        argument.putLong(8, end - start);
        argument.putLong(16, 0);
        return result(Native.C.ioctl(file.number(), UFFDIO_WRITEPROTECT, argument.address()));
    }

    /** Takes the arms from all mappings between two addresses that have them from this, and the protection from their pages. */
    public Optional<Errno> disarm(long start, long end) {
        argument.putLong(0, start);
        argument.putLong(8, end - start);
        return result(Native.C.ioctl(file.number(), UFFDIO_UNREGISTER, argument.address()));
    }

    private static Optional<Errno> result(int answer) {
        return answer == 0 ? Optional.empty() : Optional.of(Native.errno());
    }

    @Override
    public void close() {
        file.close();
    }
}
