package io.sluice.testkit.contract;

import io.sluice.spi.memory.Descriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** An image in a file, with some pages in it already that no move may touch. Usable by one thread. */
final class LentImage implements Descriptor, AutoCloseable {
    private static final int BEFORE = 3 * 4096;
    private final FileChannel channel;
    private final int number;
    private long end = BEFORE;

    private LentImage(FileChannel channel, int number) {
        this.channel = channel;
        this.number = number;
    }

    static LentImage create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.write(ByteBuffer.wrap(before()));
        return new LentImage(channel, numberOf(file));
    }

    private static byte[] before() {
        byte[] bytes = new byte[BEFORE];
        java.util.Arrays.fill(bytes, (byte) 'b');
        return bytes;
    }

    /** Java does not say which descriptor a channel has; the kernel does. */
    private static int numberOf(Path file) throws IOException {
        Path real = file.toRealPath();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            List<Path> found = open.filter(Files::exists)
                    .filter(one -> pointsTo(one, real))
                    .toList();
            return Integer.parseInt(found.get(0).getFileName().toString());
        }
    }

    private static boolean pointsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException closed) {
            return false;
        }
    }

    @Override
    public int number() {
        return number;
    }

    /** Where the next byte goes. */
    long end() {
        return end;
    }

    /** Takes so many bytes behind the end as moved there, and answers them. */
    ByteBuffer taken(long bytes) throws IOException {
        ByteBuffer before = ByteBuffer.allocate(BEFORE);
        channel.read(before, 0);
        if (!before.flip().equals(ByteBuffer.wrap(before()))) {
            throw new AssertionError("a move wrote before its offset");
        }
        ByteBuffer taken = ByteBuffer.allocate((int) bytes);
        if (channel.read(taken, end) != bytes) {
            throw new AssertionError("the image holds less than " + bytes + " bytes behind " + end);
        }
        end += bytes;
        return taken.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
