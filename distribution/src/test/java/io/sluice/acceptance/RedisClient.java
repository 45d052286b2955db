package io.sluice.acceptance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** As much of Redis's protocol as it takes to write and read values. */
final class RedisClient implements AutoCloseable {
    private static final int VALUE = 4096;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RedisClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Sets a key to a value of 4 KiB that follows from both numbers. */
    void set(int key, int version) throws IOException {
        send("SET", "key-" + key, value(key, version));
        expect("+OK");
    }

    /** Reads a key that was set so. */
    void get(int key, int version) throws IOException {
        send("GET", "key-" + key);
        expect("$" + VALUE);
        expect(value(key, version));
    }

    private static String value(int key, int version) {
        StringBuilder text = new StringBuilder(VALUE);
        Random random = new Random((long) key << 32 | version);
        while (text.length() < VALUE) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private void send(String... words) throws IOException {
        StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            request.append('$')
                    .append(word.length())
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        out.write(request.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private void expect(String line) throws IOException {
        String said = new String(in.readNBytes(line.length() + 2), StandardCharsets.US_ASCII);
        if (!said.equals(line + "\r\n")) {
            throw new IOException("redis answered " + said + " where it must answer " + line);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
