/*
 * A process that gives itself one kind of state, and looks on request whether that is still the same.
 *   witness KIND REPORT
 * REPORT gets a line "ready", and after each SIGUSR2 "same" or "differs: what".
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/aio_abi.h>
#include <linux/filter.h>
#include <linux/futex.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PAGE 4096L

static const char *report;
static volatile sig_atomic_t asked;

static void say(const char *form, ...)
{
    char line[512];
    va_list values;
    va_start(values, form);
    int length = vsnprintf(line, sizeof line - 1, form, values);
    va_end(values);
    line[length++] = '\n';
    int file = open(report, O_WRONLY | O_APPEND | O_CREAT, 0644);
    if (file < 0 || write(file, line, length) != length)
        abort();
    close(file);
}

#define EXPECT(condition)                      \
    do {                                       \
        if (!(condition)) {                    \
            say("differs: %s (errno %d)", #condition, errno); \
            return;                            \
        }                                      \
    } while (0)

#define REQUIRE(condition)                                        \
    do {                                                          \
        if (!(condition)) {                                       \
            say("cannot begin: %s (errno %d)", #condition, errno); \
            exit(1);                                              \
        }                                                         \
    } while (0)

static void on_request(int signal)
{
    (void)signal;
    asked = 1;
}

/* Threads: their own memory, stacks for signals, floating point, and that they go on. */
#define THREADS 4
static __thread long own;
static struct {
    volatile long count, own, stack;
    volatile double sum;
} threads[THREADS];

static _Noreturn void *thread(void *number)
{
    long i = (long)number;
    own = 1000 + i;
    stack_t stack = {.ss_sp = malloc(64 << 10), .ss_size = 64 << 10};
    sigaltstack(&stack, 0);
    double sum = 0;
    for (;;) {
        sum += 0.5;
        stack_t now;
        sigaltstack(0, &now);
        threads[i].own = own;
        threads[i].stack = now.ss_sp == stack.ss_sp && now.ss_size == stack.ss_size;
        threads[i].sum = sum;
        threads[i].count++;
        usleep(1000);
    }
}

static void threads_begin(void)
{
    pthread_t made;
    for (long i = 0; i < THREADS; i++)
        REQUIRE(pthread_create(&made, 0, thread, (void *)i) == 0);
    for (int i = 0; i < THREADS; i++)
        while (threads[i].count == 0)
            usleep(1000);
}

static void threads_check(void)
{
    for (int i = 0; i < THREADS; i++) {
        long before = threads[i].count;
        for (int wait = 0; wait < 5000 && threads[i].count < before + 3; wait++)
            usleep(1000);
        EXPECT(threads[i].count >= before + 3);
        EXPECT(threads[i].own == 1000 + i);
        EXPECT(threads[i].stack);
        EXPECT(threads[i].sum >= 0.5 * (threads[i].count - 2) && threads[i].sum <= 0.5 * (threads[i].count + 2));
    }
}

/* Signals: masks, what waits, with its value, and actions. */
static void never(int signal, siginfo_t *information, void *context)
{
    (void)signal, (void)information, (void)context;
    abort();
}

static void signals_begin(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGRTMIN + 1);
    REQUIRE(sigprocmask(SIG_BLOCK, &set, 0) == 0);
    struct sigaction action = {.sa_sigaction = never, .sa_flags = SA_SIGINFO | SA_RESTART | SA_NODEFER};
    sigaddset(&action.sa_mask, SIGHUP);
    REQUIRE(sigaction(SIGUSR1, &action, 0) == 0);
    REQUIRE(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
    REQUIRE(sigqueue(getpid(), SIGRTMIN + 1, (union sigval){.sival_int = 41}) == 0);
    REQUIRE(sigqueue(getpid(), SIGRTMIN + 1, (union sigval){.sival_int = 42}) == 0);
    REQUIRE(pthread_kill(pthread_self(), SIGUSR1) == 0);
}

static void signals_check(void)
{
    sigset_t set;
    EXPECT(sigprocmask(SIG_BLOCK, 0, &set) == 0);
    EXPECT(sigismember(&set, SIGUSR1) == 1 && sigismember(&set, SIGRTMIN + 1) == 1 && sigismember(&set, SIGHUP) == 0);
    struct sigaction action;
    EXPECT(sigaction(SIGUSR1, 0, &action) == 0);
    EXPECT(action.sa_sigaction == never);
    EXPECT((action.sa_flags & (SA_SIGINFO | SA_RESTART | SA_NODEFER)) == (SA_SIGINFO | SA_RESTART | SA_NODEFER));
    EXPECT(sigismember(&action.sa_mask, SIGHUP) == 1);
    EXPECT(sigaction(SIGPIPE, 0, &action) == 0 && action.sa_handler == SIG_IGN);
    EXPECT(sigpending(&set) == 0);
    EXPECT(sigismember(&set, SIGUSR1) == 1 && sigismember(&set, SIGRTMIN + 1) == 1);
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN + 1);
    siginfo_t information;
    struct timespec now = {0, 0};
    EXPECT(sigtimedwait(&set, &information, &now) == SIGRTMIN + 1 && information.si_value.sival_int == 41);
    EXPECT(sigtimedwait(&set, &information, &now) == SIGRTMIN + 1 && information.si_value.sival_int == 42);
    EXPECT(sigtimedwait(&set, &information, &now) == -1 && errno == EAGAIN);
}

/* Handlers that are run all the time, in the middle of threads whose stacks are full. */
#define STACKED 64
static volatile long handled, turned;
static volatile int broken;

static void stack(long seed)
{
    volatile long values[STACKED];
    for (long i = 0; i < STACKED; i++)
        values[i] = seed + i;
    for (long i = 0; i < STACKED; i++)
        broken |= values[i] != seed + i;
}

static void handle(int signal)
{
    stack(signal * 1000);
    __sync_fetch_and_add(&handled, 1);
}

static _Noreturn void *turn(void *none)
{
    (void)none;
    for (;;) {
        for (long i = 0; i < 1000; i++)
            stack(i);
        __sync_fetch_and_add(&turned, 1);
        usleep(200);
    }
}

static void handlers_begin(void)
{
    pthread_t made;
    struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};
    REQUIRE(sigaction(SIGUSR1, &action, 0) == 0);
    for (int i = 0; i < THREADS; i++)
        REQUIRE(pthread_create(&made, 0, turn, 0) == 0);
}

static void handlers_check(void)
{
    long before = handled, turns = turned;
    for (int i = 0; i < 100; i++)
        EXPECT(raise(SIGUSR1) == 0);
    EXPECT(handled >= before + 100);
    for (int wait = 0; wait < 5000 && turned < turns + 10 * THREADS; wait++)
        usleep(1000);
    EXPECT(turned >= turns + 10 * THREADS && !broken);
}

/* Timers of all three kinds, each far from its end. */
static timer_t timer;
static int timer_file;

static void timers_begin(void)
{
    struct itimerval interval = {{300, 0}, {1000, 0}};
    REQUIRE(setitimer(ITIMER_REAL, &interval, 0) == 0);
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN + 3, .sigev_value.sival_int = 77};
    REQUIRE(timer_create(CLOCK_MONOTONIC, &event, &timer) == 0);
    struct itimerspec specific = {{200, 5}, {2000, 0}};
    REQUIRE(timer_settime(timer, 0, &specific, 0) == 0);
    timer_file = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    REQUIRE(timer_file >= 0 && timerfd_settime(timer_file, 0, &specific, 0) == 0);
}

static void timers_check(void)
{
    struct itimerval interval;
    EXPECT(getitimer(ITIMER_REAL, &interval) == 0);
    EXPECT(interval.it_interval.tv_sec == 300 && interval.it_value.tv_sec > 900 && interval.it_value.tv_sec <= 1000);
    struct itimerspec specific;
    EXPECT(timer_gettime(timer, &specific) == 0);
    EXPECT(specific.it_interval.tv_sec == 200 && specific.it_interval.tv_nsec == 5);
    EXPECT(specific.it_value.tv_sec > 1900 && specific.it_value.tv_sec <= 2000);
    EXPECT(timerfd_gettime(timer_file, &specific) == 0);
    EXPECT(specific.it_interval.tv_sec == 200 && specific.it_value.tv_sec > 1900);
    long ticks;
    EXPECT(read(timer_file, &ticks, sizeof ticks) == -1 && errno == EAGAIN);
}

/* Files: positions, also shared ones, flags, folders, and one that was deleted. */
static int plain, twin, appends, gone, folder, closes;
static char path[512], moved[512];

static void files_begin(void)
{
    snprintf(path, sizeof path, "%s.file", report);
    plain = open(path, O_RDWR | O_CREAT | O_TRUNC, 0640);
    REQUIRE(plain >= 0 && write(plain, "0123456789", 10) == 10 && lseek(plain, 5, SEEK_SET) == 5);
    twin = dup(plain);
    appends = open(path, O_WRONLY | O_APPEND);
    closes = open("/dev/zero", O_RDONLY | O_CLOEXEC);
    snprintf(moved, sizeof moved, "%s.gone", report);
    gone = open(moved, O_RDWR | O_CREAT | O_TRUNC, 0600);
    REQUIRE(gone >= 0 && write(gone, "ghost", 5) == 5 && unlink(moved) == 0);
    snprintf(moved, sizeof moved, "%s.folder", report);
    REQUIRE((mkdir(moved, 0700) == 0 || errno == EEXIST) && chdir(moved) == 0);
    folder = open("..", O_RDONLY | O_DIRECTORY);
    REQUIRE(twin >= 0 && appends >= 0 && closes >= 0 && folder >= 0);
    REQUIRE(fcntl(plain, F_SETOWN, getpid()) == 0 && fcntl(plain, F_SETSIG, SIGRTMIN + 7) == 0);
    umask(026);
}

static void files_check(void)
{
    char read_back[16] = {0};
    EXPECT(lseek(plain, 0, SEEK_CUR) == 5);
    EXPECT(read(twin, read_back, 2) == 2 && memcmp(read_back, "56", 2) == 0);
    EXPECT(lseek(plain, 0, SEEK_CUR) == 7);
    EXPECT(lseek(twin, 5, SEEK_SET) == 5);
    EXPECT((fcntl(appends, F_GETFL) & (O_APPEND | O_ACCMODE)) == (O_APPEND | O_WRONLY));
    EXPECT(fcntl(closes, F_GETFD) == FD_CLOEXEC && fcntl(plain, F_GETFD) == 0);
    EXPECT(fcntl(plain, F_GETOWN) == getpid() && fcntl(plain, F_GETSIG) == SIGRTMIN + 7);
    EXPECT(read(closes, read_back, 4) == 4 && read_back[0] == 0);
    EXPECT(pread(gone, read_back, 16, 0) == 5 && memcmp(read_back, "ghost", 5) == 0);
    EXPECT(lseek(gone, 0, SEEK_CUR) == 5);
    struct stat status;
    EXPECT(fstat(gone, &status) == 0 && status.st_nlink == 0);
    char working[512];
    EXPECT(getcwd(working, sizeof working) && strcmp(working, moved) == 0);
    DIR *listing = fdopendir(dup(folder));
    EXPECT(listing != 0 && readdir(listing) != 0);
    closedir(listing);
    mode_t mask = umask(026);
    EXPECT(mask == 026);
}

/* Pipes, with what is in them, and a FIFO; both ends, in two processes. */
static int ends[2], room[2], fifo;
static pid_t reader;

static void pipes_begin(void)
{
    REQUIRE(pipe(ends) == 0 && write(ends[1], "first second ", 13) == 13);
    REQUIRE(pipe2(room, O_NONBLOCK) == 0 && fcntl(room[1], F_SETPIPE_SZ, 256 << 10) == 256 << 10);
    char filling[PAGE];
    memset(filling, 'x', sizeof filling);
    for (int i = 0; i < 50; i++)
        REQUIRE(write(room[1], filling, sizeof filling) == sizeof filling);
    snprintf(path, sizeof path, "%s.fifo", report);
    REQUIRE(mkfifo(path, 0600) == 0 || errno == EEXIST);
    fifo = open(path, O_RDWR);
    REQUIRE(fifo >= 0 && write(fifo, "named", 5) == 5);
    reader = fork();
    if (reader == 0) {
        close(ends[1]);
        for (;;)
            pause();
    }
}

static void pipes_check(void)
{
    char read_back[PAGE];
    EXPECT(write(ends[1], "third", 5) == 5);
    EXPECT(read(ends[0], read_back, sizeof read_back) == 18 && memcmp(read_back, "first second third", 18) == 0);
    EXPECT(fcntl(room[0], F_GETPIPE_SZ) == 256 << 10);
    EXPECT((fcntl(room[0], F_GETFL) & O_NONBLOCK) != 0);
    for (int i = 0; i < 50; i++)
        EXPECT(read(room[0], read_back, PAGE) == PAGE && read_back[0] == 'x' && read_back[PAGE - 1] == 'x');
    EXPECT(read(room[0], read_back, PAGE) == -1 && errno == EAGAIN);
    EXPECT(read(fifo, read_back, 5) == 5 && memcmp(read_back, "named", 5) == 0);
    EXPECT(kill(reader, 0) == 0);
}

/* Descriptors of the kernel's own making. */
static int counter, poll_file, signal_file;

static void events_begin(void)
{
    counter = eventfd(7, EFD_NONBLOCK);
    poll_file = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data.u64 = 0x1234567890abcdefULL};
    REQUIRE(counter >= 0 && poll_file >= 0 && epoll_ctl(poll_file, EPOLL_CTL_ADD, counter, &event) == 0);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN + 5);
    REQUIRE(sigprocmask(SIG_BLOCK, &set, 0) == 0);
    signal_file = signalfd(-1, &set, SFD_NONBLOCK);
    REQUIRE(signal_file >= 0 && kill(getpid(), SIGRTMIN + 5) == 0);
}

static void events_check(void)
{
    struct epoll_event event;
    EXPECT(epoll_wait(poll_file, &event, 1, 1000) == 1);
    EXPECT(event.data.u64 == 0x1234567890abcdefULL && (event.events & EPOLLIN));
    unsigned long value;
    EXPECT(read(counter, &value, sizeof value) == sizeof value && value == 7);
    EXPECT(fcntl(poll_file, F_GETFD) == FD_CLOEXEC);
    struct signalfd_siginfo information;
    EXPECT(read(signal_file, &information, sizeof information) == sizeof information);
    EXPECT(information.ssi_signo == (unsigned)SIGRTMIN + 5);
}

/* Descriptors that hold something: processes, a namespace, files that are not opened, and one that is watched by a closed number. */
static int holds[3], space, held, held_link, lost_link, watcher, watched;
static pid_t kept;

static int hold(pid_t process)
{
    return syscall(SYS_pidfd_open, process, 0);
}

static void held_begin(void)
{
    kept = fork();
    if (kept == 0)
        for (;;)
            pause();
    pid_t gone_by = fork();
    if (gone_by == 0)
        _exit(0);
    holds[0] = hold(getpid());
    holds[1] = hold(kept);
    holds[2] = hold(gone_by);
    REQUIRE(holds[0] >= 0 && holds[1] >= 0 && holds[2] >= 0 && waitpid(gone_by, 0, 0) == gone_by);
    space = open("/proc/self/ns/net", O_RDONLY);
    snprintf(path, sizeof path, "%s.held", report);
    int file = open(path, O_RDWR | O_CREAT, 0600);
    held = open(path, O_PATH);
    REQUIRE(space >= 0 && file >= 0 && held >= 0 && close(file) == 0);
    snprintf(moved, sizeof moved, "%s.link", report);
    REQUIRE(symlink("to nowhere", moved) == 0);
    held_link = open(moved, O_PATH | O_NOFOLLOW);
    snprintf(moved, sizeof moved, "%s.lost", report);
    REQUIRE(symlink("to somewhere", moved) == 0);
    lost_link = open(moved, O_PATH | O_NOFOLLOW);
    REQUIRE(held_link >= 0 && lost_link >= 0 && unlink(moved) == 0);
    watcher = epoll_create1(0);
    watched = eventfd(1, EFD_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = 5};
    REQUIRE(dup2(watched, 60) == 60 && epoll_ctl(watcher, EPOLL_CTL_ADD, 60, &event) == 0 && close(60) == 0);
}

static int says(int link, const char *text)
{
    char target[64];
    long length = readlinkat(link, "", target, sizeof target);
    return length == (long)strlen(text) && memcmp(target, text, length) == 0;
}

static void held_check(void)
{
    for (int i = 0; i < 2; i++) {
        struct pollfd ends = {.fd = holds[i], .events = POLLIN};
        EXPECT(syscall(SYS_pidfd_send_signal, holds[i], 0, 0, 0) == 0 && poll(&ends, 1, 0) == 0);
    }
    EXPECT(syscall(SYS_pidfd_send_signal, holds[2], 0, 0, 0) == -1 && errno == ESRCH);
    EXPECT(syscall(SYS_pidfd_send_signal, holds[1], SIGKILL, 0, 0) == 0 && waitpid(kept, 0, 0) == kept);
    struct stat one, other;
    EXPECT(fstat(space, &one) == 0 && stat("/proc/self/ns/net", &other) == 0 && one.st_ino == other.st_ino);
    EXPECT(fstat(held, &one) == 0 && stat(path, &other) == 0 && one.st_ino == other.st_ino);
    EXPECT((fcntl(held, F_GETFL) & O_PATH) != 0);
    EXPECT(says(held_link, "to nowhere") && says(lost_link, "to somewhere"));
    EXPECT(fstat(lost_link, &one) == 0 && one.st_nlink == 0);
    struct epoll_event event;
    EXPECT(epoll_wait(watcher, &event, 1, 1000) == 1 && event.data.u64 == 5);
    EXPECT(fcntl(60, F_GETFD) == -1 && errno == EBADF);
}

/* Files that lost their names: one has another, one has holes, one is a device; locks and a lease; another root. */
static int renamed, holes, nothing, locked[4];
static char second[512];
static pid_t rooted;
#define AFAR (4L << 20)

static int made(const char *ending, int flags)
{
    snprintf(path, sizeof path, "%s.%s", report, ending);
    int file = open(path, flags | O_CREAT, 0600);
    REQUIRE(file >= 0);
    return file;
}

static void names_begin(void)
{
    renamed = made("first", O_RDWR);
    snprintf(second, sizeof second, "%s.second", report);
    REQUIRE(write(renamed, "twice", 5) == 5 && link(path, second) == 0 && unlink(path) == 0);
    holes = made("holes", O_RDWR);
    REQUIRE(pwrite(holes, "afar", 4, AFAR) == 4 && ftruncate(holes, 2 * AFAR) == 0 && unlink(path) == 0);
    snprintf(path, sizeof path, "%s.null", report);
    REQUIRE(mknod(path, S_IFCHR | 0600, makedev(1, 3)) == 0 && (nothing = open(path, O_RDWR)) >= 0 && unlink(path) == 0);
    locked[0] = made("flock", O_RDWR);
    REQUIRE(flock(locked[0], LOCK_SH) == 0);
    struct flock region = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 10, .l_len = 5};
    made("posix", O_RDONLY);
    locked[1] = made("posix", O_RDWR);
    REQUIRE(fcntl(locked[1], F_SETLK, &region) == 0);
    locked[2] = made("open", O_RDWR);
    REQUIRE(fcntl(locked[2], F_OFD_SETLK, &region) == 0);
    locked[3] = made("lease", O_RDONLY);
    REQUIRE(fcntl(locked[3], F_SETLEASE, F_RDLCK) == 0);
    snprintf(moved, sizeof moved, "%s.root", report);
    REQUIRE(mkdir(moved, 0700) == 0);
    rooted = fork();
    if (rooted == 0) {
        REQUIRE(chroot(moved) == 0 && chdir("/") == 0);
        for (;;)
            pause();
    }
    char place[64], now[512] = {0};
    snprintf(place, sizeof place, "/proc/%d/cwd", rooted);
    while (readlink(place, now, sizeof now - 1) < 0 || strcmp(now, moved) != 0)
        usleep(1000);
}

static int has_lock(int file, const char *words)
{
    char place[64], facts[1024] = {0};
    snprintf(place, sizeof place, "/proc/self/fdinfo/%d", file);
    int open_facts = open(place, O_RDONLY);
    long length = read(open_facts, facts, sizeof facts - 1);
    close(open_facts);
    return length > 0 && strstr(facts, words) != 0;
}

static void names_check(void)
{
    char read_back[8] = {0};
    struct stat one, other;
    EXPECT(pread(renamed, read_back, 5, 0) == 5 && memcmp(read_back, "twice", 5) == 0);
    EXPECT(fstat(renamed, &one) == 0 && stat(second, &other) == 0 && one.st_ino == other.st_ino && one.st_nlink == 1);
    EXPECT(fstat(holes, &one) == 0 && one.st_size == 2 * AFAR && one.st_blocks < 1000 && one.st_nlink == 0);
    EXPECT(pread(holes, read_back, 5, AFAR - 1) == 5 && memcmp(read_back, "\0afar", 5) == 0);
    EXPECT(fstat(nothing, &one) == 0 && S_ISCHR(one.st_mode) && one.st_rdev == makedev(1, 3) && one.st_nlink == 0);
    EXPECT(has_lock(locked[0], "FLOCK  ADVISORY  READ"));
    EXPECT(has_lock(locked[1], "POSIX  ADVISORY  WRITE") && has_lock(locked[1], " 10 14\n"));
    EXPECT(has_lock(locked[2], "OFDLCK ADVISORY  WRITE") && has_lock(locked[2], " 10 14\n"));
    EXPECT(has_lock(locked[3], "LEASE  ACTIVE    READ"));
    char place[64], now[512] = {0};
    snprintf(place, sizeof place, "/proc/%d/root", rooted);
    EXPECT(readlink(place, now, sizeof now - 1) > 0 && strcmp(now, moved) == 0);
}

/* Memory of every kind, some of it shared with a child. */
static unsigned char *anonymous, *hidden, *code, *common, *memory_mapped, *mapped_file;
static int memory_file, unmapped_file;
static pid_t partner;

static void fill(unsigned char *memory, long bytes, int seed)
{
    for (long i = 0; i < bytes; i += 64)
        memory[i] = seed + i / 64;
}

static long wrong(const unsigned char *memory, long bytes, int seed)
{
    for (long i = 0; i < bytes; i += 64)
        if (memory[i] != (unsigned char)(seed + i / 64))
            return i + 1;
    return 0;
}

static void *map(long bytes, int protection, int flags, int file)
{
    void *memory = mmap(0, bytes, protection, flags, file, 0);
    REQUIRE(memory != MAP_FAILED);
    return memory;
}

static void memory_begin(void)
{
    int both = PROT_READ | PROT_WRITE;
    anonymous = map(1 << 20, both, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    fill(anonymous, 1 << 20, 1);
    hidden = map(64 << 10, both, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    fill(hidden, 64 << 10, 2);
    REQUIRE(mprotect(hidden, 64 << 10, PROT_NONE) == 0);
    common = map(256 << 10, both, MAP_SHARED | MAP_ANONYMOUS, -1);
    fill(common, 256 << 10, 3);
    memory_file = memfd_create("witness", MFD_ALLOW_SEALING);
    REQUIRE(memory_file >= 0 && ftruncate(memory_file, 256 << 10) == 0);
    memory_mapped = map(256 << 10, both, MAP_SHARED, memory_file);
    fill(memory_mapped, 256 << 10, 4);
    REQUIRE(fcntl(memory_file, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) == 0);
    code = map(PAGE, both, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    /* mov $42, %eax; ret */
    memcpy(code, "\xb8\x2a\0\0\0\xc3", 6);
    REQUIRE(mprotect(code, PAGE, PROT_EXEC) == 0);
    unmapped_file = memfd_create("unmapped", MFD_CLOEXEC);
    REQUIRE(unmapped_file >= 0 && pwrite(unmapped_file, "in memory", 9, 100) == 9);
    snprintf(path, sizeof path, "%s.mapped", report);
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    REQUIRE(file >= 0 && ftruncate(file, 64 << 10) == 0);
    mapped_file = map(64 << 10, both, MAP_SHARED, file);
    fill(mapped_file, 64 << 10, 5);
    close(file);
    madvise(anonymous, 256 << 10, MADV_DONTFORK);
    partner = fork();
    if (partner == 0) {
        for (;;) {
            if (common[1] == 1)
                common[1] = 2;
            usleep(1000);
        }
    }
}

static void memory_check(void)
{
    EXPECT(wrong(anonymous, 1 << 20, 1) == 0);
    EXPECT(mprotect(hidden, 64 << 10, PROT_READ) == 0 && wrong(hidden, 64 << 10, 2) == 0);
    EXPECT(mprotect(hidden, 64 << 10, PROT_NONE) == 0);
    EXPECT(wrong(common, 256 << 10, 3) == 0);
    EXPECT(wrong(memory_mapped, 256 << 10, 4) == 0);
    EXPECT(fcntl(memory_file, F_GET_SEALS) == (F_SEAL_GROW | F_SEAL_SHRINK));
    EXPECT(((int (*)(void))code)() == 42);
    memory_mapped[1] = 99;
    unsigned char seen = 0;
    EXPECT(pread(memory_file, &seen, 1, 1) == 1 && seen == 99);
    char text[16] = {0};
    EXPECT(pread(unmapped_file, text, 9, 100) == 9 && memcmp(text, "in memory", 9) == 0);
    EXPECT(fcntl(unmapped_file, F_GETFD) == FD_CLOEXEC);
    EXPECT(wrong(mapped_file, 64 << 10, 5) == 0);
    common[1] = 1;
    for (int wait = 0; wait < 5000 && common[1] != 2; wait++)
        usleep(1000);
    EXPECT(common[1] == 2);
    common[1] = 0;
}

/* Huge pages of every kind; a child has them too. */
#define HUGE (2L << 20)
static unsigned char *huge, *huge_common, *huge_mapped, *huge_copy;
static int huge_file, huge_unmapped;

/* Of how large pages a mapping is (proc_pid_smaps(5)). */
static long page_of(void *memory)
{
    char line[512];
    int found = 0;
    long kilobytes = 0;
    unsigned long start, end;
    FILE *facts = fopen("/proc/self/smaps", "r");
    while (facts && fgets(line, sizeof line, facts)) {
        if (sscanf(line, "%lx-%lx ", &start, &end) == 2)
            found = start <= (unsigned long)memory && (unsigned long)memory < end;
        else if (found && sscanf(line, "KernelPageSize: %ld kB", &kilobytes) == 1)
            break;
    }
    fclose(facts);
    return kilobytes << 10;
}

static void huge_begin(void)
{
    int both = PROT_READ | PROT_WRITE;
    huge = map(3 * HUGE, both, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1);
    fill(huge, HUGE, 1);
    fill(huge + 2 * HUGE, HUGE, 2);
    REQUIRE(mprotect(huge + 2 * HUGE, HUGE, PROT_NONE) == 0);
    huge_common = map(HUGE, both, MAP_SHARED | MAP_ANONYMOUS | MAP_HUGETLB, -1);
    fill(huge_common, HUGE, 3);
    huge_file = memfd_create("huge", MFD_HUGETLB);
    REQUIRE(huge_file >= 0 && ftruncate(huge_file, 2 * HUGE) == 0);
    huge_mapped = map(HUGE, both, MAP_SHARED, huge_file);
    fill(huge_mapped, HUGE, 4);
    huge_copy = map(HUGE, both, MAP_PRIVATE, huge_file);
    huge_copy[5 * PAGE] = 99;
    memset(huge_copy + 6 * PAGE, 0, PAGE);
    huge_unmapped = memfd_create("unmapped", MFD_HUGETLB);
    REQUIRE(huge_unmapped >= 0 && ftruncate(huge_unmapped, HUGE) == 0);
    unsigned char *moment = map(HUGE, both, MAP_SHARED, huge_unmapped);
    fill(moment, HUGE, 5);
    REQUIRE(munmap(moment, HUGE) == 0);
    partner = fork();
    if (partner == 0) {
        for (;;) {
            if (huge_common[1] == 1)
                huge_common[1] = wrong(huge, HUGE, 1) == 0 ? 2 : 3;
            usleep(1000);
        }
    }
}

static void huge_check(void)
{
    void *mapped[] = {huge, huge + HUGE, huge + 2 * HUGE, huge_common, huge_mapped, huge_copy};
    for (unsigned i = 0; i < sizeof mapped / sizeof *mapped; i++)
        EXPECT(page_of(mapped[i]) == HUGE);
    EXPECT(wrong(huge, HUGE, 1) == 0);
    for (long i = 0; i < HUGE; i++)
        EXPECT(huge[HUGE + i] == 0);
    EXPECT(mprotect(huge + 2 * HUGE, HUGE, PROT_READ) == 0 && wrong(huge + 2 * HUGE, HUGE, 2) == 0);
    EXPECT(mprotect(huge + 2 * HUGE, HUGE, PROT_NONE) == 0);
    EXPECT(wrong(huge_common, HUGE, 3) == 0);
    EXPECT(wrong(huge_mapped, HUGE, 4) == 0);
    EXPECT(wrong(huge_copy, 5 * PAGE, 4) == 0 && huge_copy[5 * PAGE] == 99 && huge_copy[7 * PAGE] == huge_mapped[7 * PAGE]);
    for (long i = 6 * PAGE; i < 7 * PAGE; i++)
        EXPECT(huge_copy[i] == 0);
    struct stat status;
    unsigned char seen[2] = {0};
    EXPECT(fstat(huge_file, &status) == 0 && status.st_size == 2 * HUGE && status.st_blksize == HUGE);
    huge_mapped[1] = 99;
    EXPECT(pread(huge_file, seen, 1, 1) == 1 && seen[0] == 99 && huge_copy[1] == 0);
    huge_mapped[1] = 0;
    EXPECT(pread(huge_unmapped, seen, 1, 64 * 7) == 1 && seen[0] == 5 + 7);
    huge_common[1] = 1;
    for (int wait = 0; wait < 5000 && huge_common[1] == 1; wait++)
        usleep(1000);
    EXPECT(huge_common[1] == 2);
    huge_common[1] = 0;
}

/* Rings of asynchronous I/O: one with events that nobody has collected, one whose events go round its end, and one unused. */
static aio_context_t rings[3];
static char asynchronous[8];

static long submit(aio_context_t ring, int call, int file, long number)
{
    struct iocb request = {.aio_data = number, .aio_lio_opcode = call, .aio_fildes = file};
    struct iocb *requests[] = {&request};
    request.aio_buf = (unsigned long)asynchronous;
    request.aio_nbytes = sizeof asynchronous;
    return syscall(SYS_io_submit, ring, 1, requests);
}

static long collect(aio_context_t ring, struct io_event *events, long most)
{
    struct timespec at_once = {0};
    return syscall(SYS_io_getevents, ring, 0, most, events, &at_once);
}

static void rings_begin(void)
{
    struct io_event events[2];
    snprintf(path, sizeof path, "%s.asynchronous", report);
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    memcpy(asynchronous, "written", 8);
    for (int i = 0; i < 3; i++)
        REQUIRE(syscall(SYS_io_setup, 64, &rings[i]) == 0);
    for (int i = 0; i < 10; i++)
        REQUIRE(submit(rings[0], IOCB_CMD_PWRITE, file, 100 + i) == 1);
    REQUIRE(collect(rings[0], events, 2) == 2 && events[1].data == 101);
    int room = ((unsigned *)rings[1])[1];
    for (int i = 0; i < room + 5; i++) {
        REQUIRE(submit(rings[1], IOCB_CMD_PWRITE, file, i) == 1);
        REQUIRE(i < 8 || (collect(rings[1], events, 1) == 1 && events[0].data == (unsigned)i - 8));
    }
    close(file);
}

static void rings_check(void)
{
    struct io_event events[16];
    EXPECT(collect(rings[0], events, 16) == 8);
    for (int i = 0; i < 8; i++)
        EXPECT(events[i].data == 102u + i && events[i].res == sizeof asynchronous);
    unsigned room = ((unsigned *)rings[1])[1];
    EXPECT(collect(rings[1], events, 16) == 8);
    for (int i = 0; i < 8; i++)
        EXPECT(events[i].data == room - 3 + i);
    int file = open(path, O_RDWR);
    for (int i = 0; i < 3; i++) {
        memset(asynchronous, 0, sizeof asynchronous);
        EXPECT(collect(rings[i], events, 16) == 0);
        EXPECT(submit(rings[i], IOCB_CMD_PREAD, file, i) == 1);
        EXPECT(collect(rings[i], events, 16) == 1 && events[0].data == (unsigned)i && strcmp(asynchronous, "written") == 0);
    }
    close(file);
}

/* A family: groups, a session, and a child that has ended. */
static pid_t grouped, led, ended;

static void family_begin(void)
{
    grouped = fork();
    if (grouped == 0)
        for (;;)
            pause();
    REQUIRE(setpgid(grouped, grouped) == 0);
    led = fork();
    if (led == 0) {
        setsid();
        for (;;)
            pause();
    }
    while (getsid(led) != led)
        usleep(1000);
    ended = fork();
    if (ended == 0)
        _exit(7);
    siginfo_t information;
    REQUIRE(waitid(P_PID, ended, &information, WEXITED | WNOWAIT) == 0);
}

static void family_check(void)
{
    EXPECT(getsid(0) == getpid() && getpgid(0) == getpid());
    EXPECT(getpgid(grouped) == grouped && getsid(grouped) == getpid());
    EXPECT(getsid(led) == led);
    siginfo_t information = {0};
    EXPECT(waitid(P_PID, ended, &information, WEXITED | WNOWAIT | WNOHANG) == 0);
    EXPECT(information.si_pid == ended && information.si_code == CLD_EXITED && information.si_status == 7);
    EXPECT(kill(grouped, 0) == 0 && kill(led, 0) == 0);
}

/* What the kernel allows and promises it, and a thread of it that has groups of its own. */
static struct robust_list_head *robust;
static volatile struct {
    int count, real, effective, saved, groups;
} apart;

static _Noreturn void *stand_apart(void *none)
{
    (void)none;
    gid_t groups[] = {33, 44, 55};
    REQUIRE(syscall(SYS_setgroups, 3, groups) == 0 && syscall(SYS_setresgid, 66, 77, 88) == 0);
    for (;;) {
        gid_t real, effective, saved;
        syscall(SYS_getresgid, &real, &effective, &saved);
        apart.real = real, apart.effective = effective, apart.saved = saved;
        apart.groups = syscall(SYS_getgroups, 0, 0);
        apart.count++;
        usleep(1000);
    }
}

static struct robust_list_head *robust_list(void)
{
    struct robust_list_head *head = 0;
    size_t bytes = 0;
    return syscall(SYS_get_robust_list, 0, &head, &bytes) == 0 && bytes == sizeof *head ? head : 0;
}

static int rather_killed(const char *by)
{
    int file = open("/proc/self/oom_score_adj", O_RDWR), done;
    char now[16] = {0};
    done = file >= 0 && (by ? write(file, by, strlen(by)) > 0 : read(file, now, sizeof now - 1) > 0);
    close(file);
    return done ? atoi(by ? by : now) : -1;
}

static void standing_begin(void)
{
    pthread_t made;
    REQUIRE((robust = robust_list()) != 0);
    REQUIRE(rather_killed("234") == 234);
    struct rlimit limit = {123, 456};
    REQUIRE(setrlimit(RLIMIT_NOFILE, &limit) == 0);
    gid_t groups[] = {11, 22};
    REQUIRE(setgroups(2, groups) == 0);
    REQUIRE(pthread_create(&made, 0, stand_apart, 0) == 0);
    while (apart.count == 0)
        usleep(1000);
    REQUIRE(nice(3) != -1);
    REQUIRE(sched_setscheduler(0, SCHED_BATCH | SCHED_RESET_ON_FORK, &(struct sched_param){0}) == 0);
    REQUIRE(prctl(PR_SET_PDEATHSIG, SIGWINCH) == 0);
    REQUIRE(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0);
    REQUIRE(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    REQUIRE(prctl(PR_SET_NAME, "a witness") == 0);
}

static void standing_check(void)
{
    struct rlimit limit;
    EXPECT(getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur == 123 && limit.rlim_max == 456);
    gid_t groups[8];
    EXPECT(getgroups(8, groups) == 2 && groups[0] == 11 && groups[1] == 22);
    EXPECT(getgid() == 0 && robust_list() == robust && rather_killed(0) == 234);
    int before = apart.count;
    for (int wait = 0; wait < 5000 && apart.count < before + 2; wait++)
        usleep(1000);
    EXPECT(apart.count >= before + 2 && apart.groups == 3);
    EXPECT(apart.real == 66 && apart.effective == 77 && apart.saved == 88);
    EXPECT(getpriority(PRIO_PROCESS, 0) == 3);
    EXPECT(sched_getscheduler(0) == (SCHED_BATCH | SCHED_RESET_ON_FORK));
    int value = 0;
    EXPECT(prctl(PR_GET_PDEATHSIG, &value) == 0 && value == SIGWINCH);
    EXPECT(prctl(PR_GET_CHILD_SUBREAPER, &value) == 0 && value == 1);
    EXPECT(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1);
    char name[16];
    EXPECT(prctl(PR_GET_NAME, name) == 0 && strcmp(name, "a witness") == 0);
}

/* Filters of calls: two that all threads have, of a child one that only one of its threads has. */
static pid_t parted;
static volatile int *answers;

static void deny(int call, int error, int flags)
{
    struct sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {.len = sizeof program / sizeof *program, .filter = program};
    REQUIRE(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &filter) == 0);
}

static int denied(int call)
{
    return syscall(call, -1, 0, 0) == -1 ? errno : 0;
}

static _Noreturn void *answer(void *own)
{
    if (own)
        deny(SYS_getsid, 88, 0);
    volatile int *answer = answers + (own ? 4 : 0);
    for (;;) {
        answer[0] = denied(SYS_getsid);
        answer[1] = denied(SYS_getpgid);
        answer[2]++;
        usleep(1000);
    }
}

static void filters_begin(void)
{
    pthread_t made;
    REQUIRE(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    answers = mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    parted = fork();
    if (parted == 0) {
        deny(SYS_getpgid, 66, 0);
        REQUIRE(pthread_create(&made, 0, answer, (void *)1) == 0);
        answer(0);
    }
    deny(SYS_getsid, 77, 0);
    deny(SYS_getpgid, 78, SECCOMP_FILTER_FLAG_LOG);
    while (answers[2] == 0 || answers[6] == 0)
        usleep(1000);
}

static void filters_check(void)
{
    EXPECT(denied(SYS_getsid) == 77 && denied(SYS_getpgid) == 78);
    EXPECT(prctl(PR_GET_SECCOMP) == SECCOMP_MODE_FILTER);
    int first = answers[2], second = answers[6];
    for (int wait = 0; wait < 5000 && (answers[2] < first + 2 || answers[6] < second + 2); wait++)
        usleep(1000);
    EXPECT(answers[2] >= first + 2 && answers[6] >= second + 2);
    EXPECT(answers[0] == ESRCH && answers[1] == 66);
    EXPECT(answers[4] == 88 && answers[5] == 66);
}

static const struct kind {
    const char *name;
    void (*begin)(void), (*check)(void);
} kinds[] = {
    {"threads", threads_begin, threads_check},    {"signals", signals_begin, signals_check},
    {"timers", timers_begin, timers_check},       {"files", files_begin, files_check},
    {"pipes", pipes_begin, pipes_check},          {"events", events_begin, events_check},
    {"memory", memory_begin, memory_check},       {"family", family_begin, family_check},
    {"standing", standing_begin, standing_check}, {"filters", filters_begin, filters_check},
    {"held", held_begin, held_check},             {"names", names_begin, names_check},
    {"huge", huge_begin, huge_check},             {"rings", rings_begin, rings_check},
    {"handlers", handlers_begin, handlers_check},
};

int main(int count, char **words)
{
    if (count != 3)
        return 2;
    report = words[2];
    const struct kind *kind = 0;
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, words[1]) == 0)
            kind = &kinds[i];
    if (!kind)
        return 2;
    signal(SIGUSR2, on_request);
    kind->begin();
    say("ready");
    for (;;) {
        usleep(2000);
        if (asked) {
            asked = 0;
            off_t before = 0;
            struct stat status;
            if (stat(report, &status) == 0)
                before = status.st_size;
            kind->check();
            if (stat(report, &status) == 0 && status.st_size == before)
                say("same");
        }
    }
}
