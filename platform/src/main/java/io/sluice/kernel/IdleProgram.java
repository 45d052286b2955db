package io.sluice.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The smallest program that does nothing, elf(5), for x86-64. */
final class IdleProgram {
    static final long ADDRESS = 0x40_0000;
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final int READ_WRITE_EXECUTE = 7;
    private static final int PAGE = 4096;

    /** Where it leaves what cpuid says of the parts of the extended state: a word of 32 bits each, behind a mark. */
    static final long PARTS = ADDRESS + 0x800;

    /**
     * The offsets of parts 2 to 9 (cpuid leaf 13) go to PARTS, and then a 1 as its first word;
     * prctl(PR_SET_PDEATHSIG, SIGKILL); alarm(10); userfaultfd(O_CLOEXEC | O_NONBLOCK | UFFD_USER_MODE_ONLY); pause() for ever.
     */
    private static final int[] CODE = {
        0xb9, 2, 0, 0, 0, 0x89, 0xce, 0xb8, 13, 0, 0, 0, 0x0f, 0xa2, 0x89, 0x1c, 0xb5, 0, 8, 0x40, 0, 0x8d, 0x4e, 1,
        0x83, 0xf9, 10, 0x75, 0xe8, 0xc7, 0x04, 0x25, 0, 8, 0x40, 0, 1, 0, 0, 0, 0xb8, 157, 0, 0, 0, 0xbf, 1, 0, 0, 0,
        0xbe, 9, 0, 0, 0, 0x0f, 0x05, 0xb8, 37, 0, 0, 0, 0xbf, 10, 0, 0, 0, 0x0f, 0x05, 0xb8, 0x43, 1, 0, 0, 0xbf, 1, 8,
        8, 0, 0x0f, 0x05, 0xb8, 34, 0, 0, 0, 0x0f, 0x05, 0xeb, 0xf7
    };

    private IdleProgram() {}

    static byte[] x86_64() {
        int length = HEADER + SEGMENT + CODE.length;
        ByteBuffer elf = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        elf.putShort((short) 2).putShort((short) 62).putInt(1);
        elf.putLong(ADDRESS + HEADER + SEGMENT).putLong(HEADER).putLong(0).putInt(0);
        elf.putShort((short) HEADER).putShort((short) SEGMENT).putShort((short) 1);
        elf.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        elf.putInt(1).putInt(READ_WRITE_EXECUTE).putLong(0).putLong(ADDRESS).putLong(ADDRESS);
        elf.putLong(length).putLong(length).putLong(PAGE);
        for (int part : CODE) {
            elf.put((byte) part);
        }
        return elf.array();
    }
}
