package io.sluice.sink.encrypt;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that prints a key. It gets no input; what it says beside the key, on standard error, is shown.
 *
 * @param words the command and its arguments
 */
record KeyCommand(List<String> words) implements KeySource {
    private static final int MOST_SECONDS = 60;

    KeyCommand {
        words = List.copyOf(words);
    }

    @Override
    public String label() {
        return "the key of the command " + words.get(0);
    }

    @Override
    public byte[] read() throws IOException {
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            process.getOutputStream().close();
            return output(process);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it ran");
        } finally {
            process.destroyForcibly();
        }
    }

    private static byte[] output(Process process) throws IOException, InterruptedException {
        try (InputStream out = process.getInputStream()) {
            byte[] text = out.readNBytes(MOST_BYTES + 1);
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("it does not end");
            }
            if (process.exitValue() != 0) {
                throw new IOException("it ended with status " + process.exitValue());
            }
            return text;
        }
    }
}
