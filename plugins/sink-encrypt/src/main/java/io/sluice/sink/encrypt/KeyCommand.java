package io.sluice.sink.encrypt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that prints a key. It gets no input, and ends within a minute; what it says on standard error tells why it failed.
 *
 * @param words the command and its arguments
 */
record KeyCommand(List<String> words) implements KeySource {
    private static final int MOST_SECONDS = 60;
    private static final int MOST_COMPLAINT = 1000;

    KeyCommand {
        words = List.copyOf(words);
    }

    @Override
    public String label() {
        return "the key of the command " + words.get(0);
    }

    @Override
    public byte[] read() throws IOException {
        Process process = new ProcessBuilder(words).start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("it does not end");
            }
            if (process.exitValue() != 0) {
                throw new IOException("it ended with status " + process.exitValue() + complaint(process));
            }
            return there(process.getInputStream(), MOST_BYTES + 1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it ran");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String complaint(Process process) throws IOException {
        String text = new String(there(process.getErrorStream(), MOST_COMPLAINT), US_ASCII);
        return text.lines().findFirst().map(line -> ": " + line.strip()).orElse("");
    }

    /** What it has written by its end; whoever it left behind may hold the pipe for longer. */
    private static byte[] there(InputStream pipe, int most) throws IOException {
        return pipe.readNBytes(Math.min(pipe.available(), most));
    }
}
