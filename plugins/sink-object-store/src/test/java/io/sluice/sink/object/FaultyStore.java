package io.sluice.sink.object;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a store, passes requests on to it, each in a connection of its own, and fails when it is told to. */
public final class FaultyStore implements AutoCloseable {
    private static final int PORTION = 16 << 10;

    private final URI store;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "faulty-store");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong requests = new AtomicLong();
    private volatile Plan plan = request -> Fault.NONE;

    /** What befalls a request. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** It is answered with status 500, and does not reach the store. */
        ERROR,
        /** It is answered with status 503 by which a store asks for patience. */
        BUSY,
        /** The connection breaks before it reaches the store. */
        RESET_BEFORE,
        /** The connection breaks in the middle of its body. */
        RESET_WITHIN,
        /** The store does it, and the connection breaks before the answer. */
        RESET_AFTER,
        /** The connection breaks in the middle of the answer. */
        RESET_IN_ANSWER,
        /** The answer comes late. */
        SLOW,
        /** The answer never comes. */
        SILENT
    }

    /** Says what befalls each request; they are counted from 1 up. Called by several threads. */
    @FunctionalInterface
    public interface Plan {
        /** What befalls a request. */
        Fault of(long request);
    }

    private FaultyStore(URI store) throws IOException {
        this.store = store;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Stands before the store at this address. */
    public static FaultyStore before(URI store) throws IOException {
        return new FaultyStore(store);
    }

    /** Where it is reached. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** From now on this befalls requests, which are counted anew. */
    public void plan(Plan next) {
        requests.set(0);
        plan = next;
    }

    /** How many requests there were since the last plan. */
    public long requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // The end.
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket to = new Socket(InetAddress.getLoopbackAddress(), store.getPort())) {
            client.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            String head = head(client.getInputStream());
            if (!head.isEmpty()) {
                serve(head, plan.of(requests.incrementAndGet()), client, to);
            }
        } catch (IOException | InterruptedException broken) {
            // Whoever is left sees that the connection is closed.
        }
    }

    private void serve(String head, Fault fault, Socket client, Socket to) throws IOException, InterruptedException {
        long body = length(head);
        if (head.matches("(?is).*\r\nexpect:.*") && fault != Fault.RESET_BEFORE) {
            client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
            client.getOutputStream().flush();
        }
        switch (fault) {
            case ERROR -> refuse(client, body, "500 Internal Server Error", "InternalError");
            case BUSY -> refuse(client, body, "503 Service Unavailable", "SlowDown");
            case RESET_BEFORE -> reset(client);
            case RESET_WITHIN -> {
                send(head, to);
                copy(client.getInputStream(), to.getOutputStream(), body / 2);
                reset(client);
            }
            case SILENT -> await(client);
            case NONE, SLOW, RESET_AFTER, RESET_IN_ANSWER -> pass(head, body, fault, client, to);
        }
    }

    private void pass(String head, long body, Fault fault, Socket client, Socket to)
            throws IOException, InterruptedException {
        send(head, to);
        threads.execute(() -> {
            try {
                copy(client.getInputStream(), to.getOutputStream(), body);
            } catch (IOException broken) {
                // The answer tells, or there is none.
            }
        });
        InputStream answer = to.getInputStream();
        byte[] whole = fault == Fault.RESET_AFTER || fault == Fault.RESET_IN_ANSWER ? answer.readAllBytes() : null;
        if (fault == Fault.SLOW) {
            Thread.sleep(200);
        }
        if (whole == null) {
            copy(answer, client.getOutputStream(), Long.MAX_VALUE);
        } else {
            client.getOutputStream().write(whole, 0, fault == Fault.RESET_AFTER ? 0 : whole.length / 2);
            client.getOutputStream().flush();
            reset(client);
        }
    }

    /** The whole body is taken first: a store that answers in the middle of it is another fault. */
    private static void refuse(Socket client, long body, String status, String code) throws IOException {
        copy(client.getInputStream(), OutputStream.nullOutputStream(), body);
        String answer = "<Error><Code>" + code + "</Code><Message>a fault that was asked for</Message></Error>";
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nContent-Length: " + answer.length()
                + "\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write((head + answer).getBytes(ISO_8859_1));
        client.getOutputStream().flush();
    }

    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    /** Until the client gives up. */
    private static void await(Socket client) throws IOException {
        copy(client.getInputStream(), OutputStream.nullOutputStream(), Long.MAX_VALUE);
    }

    /** A request of its own connection: the answer ends with it, and nobody waits to be asked for the body. */
    private static void send(String head, Socket to) throws IOException {
        String lines = head.replaceAll("(?i)\r\n(connection|expect):[^\r]*", "");
        to.getOutputStream().write((lines + "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
        to.getOutputStream().flush();
    }

    private static String head(InputStream from) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = from.read(); next >= 0; next = from.read()) {
            head.write(next);
            if (next == '\n' && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(ISO_8859_1).strip();
            }
        }
        return "";
    }

    private static long length(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToLong(line -> Long.parseLong(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private static void copy(InputStream from, OutputStream to, long most) throws IOException {
        byte[] portion = new byte[PORTION];
        long left = most;
        while (left > 0) {
            int read = from.read(portion, 0, (int) Math.min(portion.length, left));
            if (read < 0) {
                break;
            }
            to.write(portion, 0, read);
            to.flush();
            left -= read;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
