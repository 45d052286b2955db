package io.sluice.benchmark.stack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.benchmark.work.CannotMeasureException;
import io.sluice.benchmark.work.Workplace;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A real program with so much in its memory, while it does nothing. */
final class HeapProgram implements AutoCloseable {
    private static final Path REDIS = Path.of("/usr/bin/redis-server");
    private static final int PATIENCE_SECONDS = 120;
    private static final int VALUE = 400;

    private final Workplace workplace;
    private final Process process;

    private HeapProgram(Workplace workplace, Process process) {
        this.workplace = workplace;
        this.process = process;
    }

    static boolean hasRedis() {
        return Files.isExecutable(REDIS);
    }

    static HeapProgram java(Workplace workplace, Path folder, int mebibytes) throws IOException {
        Path ready = folder.resolve("ready-java");
        HeapProgram program = start(
                workplace,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + 4 * mebibytes + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JavaHeap.class.getName(),
                        Integer.toString(mebibytes),
                        ready.toString()));
        program.await(() -> Files.exists(ready));
        return program;
    }

    static HeapProgram redis(Workplace workplace, int mebibytes) throws IOException {
        int port = freePort();
        HeapProgram program = start(
                workplace,
                List.of(
                        REDIS.toString(),
                        "--port",
                        "" + port,
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--bind",
                        "127.0.0.1"));
        program.await(() -> listens(port));
        fill(port, (mebibytes << 20) / VALUE);
        return program;
    }

    int pid() {
        return Math.toIntExact(process.pid());
    }

    private static HeapProgram start(Workplace workplace, List<String> words) throws IOException {
        return new HeapProgram(
                workplace,
                workplace.start(new ProcessBuilder(words)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)));
    }

    private interface Condition {
        boolean holds();
    }

    private void await(Condition condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new CannotMeasureException("a program whose memory was to be dumped did not get ready");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotMeasureException("the benchmark was interrupted", interrupted);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Sessions of a web site: text that is alike, with a random part. */
    private static void fill(int port, int keys) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = new BufferedOutputStream(socket.getOutputStream());
                InputStream in = socket.getInputStream()) {
            for (int key = 0; key < keys; key++) {
                String value = session(key, random);
                String command = "*3\r\n$3\r\nSET\r\n$" + ("session:" + key).length() + "\r\nsession:" + key + "\r\n$"
                        + value.length() + "\r\n" + value + "\r\n";
                out.write(command.getBytes(US_ASCII));
                if (key % 100 == 99 || key == keys - 1) {
                    out.flush();
                    in.readNBytes("+OK\r\n".length() * (key % 100 + 1));
                }
            }
        }
    }

    private static String session(int key, SplittableRandom random) {
        return "{\"user\":" + key + ",\"name\":\"user-" + random.nextInt(1_000_000) + "\",\"token\":\""
                + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong())
                + "\",\"agent\":\"Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/1" + random.nextInt(40)
                + ".0\",\"language\":\"en\",\"seen\":" + random.nextInt(1_700_000_000) + ",\"basket\":["
                + random.nextInt(100_000) + "," + random.nextInt(100_000) + "," + random.nextInt(100_000) + "]}";
    }

    @Override
    public void close() {
        workplace.end(process);
    }
}
