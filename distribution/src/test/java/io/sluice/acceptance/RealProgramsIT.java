package io.sluice.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Target;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Servers of this world are pre-dumped again and again while they answer, every way, and go on as if nothing were. */
class RealProgramsIT {
    private static final int ROUNDS = Form.count(2, 50);
    private static final List<Way> TURNS = List.of(Way.TRACKED_READ, Way.TRACKED_SPLICE, Way.TRACKED_WRITE);
    private final HttpClient client = HttpClient.newHttpClient();

    @AutoClose
    private final Targets targets = Targets.create();

    @Test
    void aVirtualMachineWithThreads() throws Exception {
        Path classes = targets.folder().resolve("classes");
        Path java = Path.of(System.getProperty("java.home"), "bin");
        Path source = resource("programs/Busy.java", "Busy.java");
        Command.of(java.resolve("javac").toString(), "-d", classes.toString(), source.toString())
                .run()
                .succeeded();
        int port = freePort();
        Target target =
                targets.start(java.resolve("java").toString(), "-Xmx96m", "-cp", classes.toString(), "Busy", "" + port);
        preDumpWhileAnswering(target, () -> get(port));
    }

    @Test
    void python() throws Exception {
        Path python = installed("/usr/bin/python3");
        int port = freePort();
        Target target = targets.start(
                python.toString(), "-m", "http.server", "" + port, "--bind", "127.0.0.1", "--directory", "/usr/share");
        preDumpWhileAnswering(target, () -> get(port));
    }

    @Test
    void nginxWithWorkers() throws Exception {
        Path nginx = installed("/usr/sbin/nginx");
        int port = freePort();
        Path own = Files.createDirectories(targets.folder().resolve("nginx"));
        Path config = own.resolve("nginx.conf");
        Files.writeString(
                config,
                "daemon off; worker_processes 3; pid " + own + "/pid; error_log " + own + "/error.log;\n"
                        + "events { worker_connections 64; }\n"
                        + "http { access_log off; client_body_temp_path " + own + "/body; proxy_temp_path " + own
                        + "/proxy; fastcgi_temp_path " + own + "/fastcgi; uwsgi_temp_path " + own
                        + "/uwsgi; scgi_temp_path " + own + "/scgi;\n"
                        + "  server { listen 127.0.0.1:" + port + "; return 200 'alive'; } }\n");
        Target target = targets.start(nginx.toString(), "-p", own.toString(), "-c", config.toString());
        preDumpWhileAnswering(target, () -> get(port));
    }

    @Test
    void redisUnderLoad() throws Exception {
        Path redis = installed("/usr/bin/redis-server");
        int port = freePort();
        int keys = Form.count(64, 500) * 256;
        Target target = targets.start(
                redis.toString(), "--port", "" + port, "--save", "", "--appendonly", "no", "--bind", "127.0.0.1");
        Waiting.until(() -> listens(port), () -> "redis does not listen");
        try (RedisClient redisClient = new RedisClient(port)) {
            for (int key = 0; key < keys; key++) {
                redisClient.set(key, 1);
            }
            int[] turn = {0};
            preDumpWhileAnswering(target, () -> {
                int key = turn[0]++ % keys;
                redisClient.set(key, 2);
                redisClient.get(key, 2);
                return null;
            });
            for (int key = Math.min(turn[0], keys); key < keys; key++) {
                redisClient.get(key, 1);
            }
        }
    }

    private static boolean listens(int port) {
        try (RedisClient opened = new RedisClient(port)) {
            opened.set(0, 1);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The last of the rounds is made of the stopped tree, and compared with it. */
    private void preDumpWhileAnswering(Target target, Callable<?> question) throws Exception {
        Waiting.until(() -> answers(question), () -> "no first answer");
        Rounds rounds = new Rounds(targets.folder().resolve("chain"), target);
        try (Asking asking = new Asking(question)) {
            for (int round = 1; round < ROUNDS; round++) {
                rounds.goOn(TURNS.get(round % TURNS.size()));
                rounds.next();
                asking.assertAnswered();
            }
            rounds.nextAndCompare("");
            rounds.release();
            asking.assertAnswered();
        }
    }

    private static boolean answers(Callable<?> question) {
        try {
            question.call();
            return true;
        } catch (Exception notYet) {
            return false;
        }
    }

    private String get(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(Duration.ofMinutes(1))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return response.body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path installed(String path) {
        assumeTrue(Files.isExecutable(Path.of(path)), "not installed: " + path);
        return Path.of(path);
    }

    private Path resource(String name, String file) throws IOException {
        Path copy = targets.folder().resolve(file);
        try (InputStream in = RealProgramsIT.class.getResourceAsStream("/" + name)) {
            Files.copy(in, copy);
        }
        return copy;
    }
}
