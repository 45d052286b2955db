// Targets for the tests of the stop: tree MODE [NUMBER]. Each ends by itself after half a minute.
// What a test asks for afterwards is in the page that argv[2] names as a file: struct told.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct told {
    atomic_long counter;
    atomic_long signals;
    atomic_long stops;
    atomic_long children;
    atomic_long ready;
};

static struct told *told;

static void on_usr1(int signal) { (void)signal; told->signals++; }
static void on_chld(int signal) { (void)signal; told->children++; }

static void *count(void *unused) {
    (void)unused;
    for (;;) {
        told->counter++;
        usleep(200);
    }
    return NULL;
}

static void threads(int number) {
    pthread_t thread;
    for (int i = 0; i < number; i++) pthread_create(&thread, NULL, count, NULL);
}

static void *touch(void *unused) { return unused; }

static void fork_storm(void) {
    for (;;) {
        pid_t child = fork();
        if (child == 0) {
            if (fork() == 0) { usleep(2000); _exit(0); }
            wait(NULL);
            _exit(0);
        }
        if (child > 0) waitpid(child, NULL, 0);
        told->counter++;
    }
}

static void thread_storm(void) {
    for (;;) {
        pthread_t some[4];
        for (int i = 0; i < 4; i++) pthread_create(&some[i], NULL, touch, NULL);
        for (int i = 0; i < 4; i++) pthread_join(some[i], NULL);
        told->counter++;
    }
}

static void exec_storm(char **argv) {
    threads(3);
    usleep(3000);
    told->counter++;
    execv("/proc/self/exe", argv);
}

static void vfork_parent(void) {
    static char *nothing[] = {"true", NULL};
    if (vfork() == 0) {
        alarm(30);
        told->ready = 1;
        while (!told->stops) usleep(1000);
        execv("/bin/true", nothing);
        _exit(1);
    }
    wait(NULL);
    count(NULL);
}

static int wait_aside(void *unused) {
    (void)unused;
    alarm(30);
    told->ready = getpid();
    while (!told->stops) usleep(1000);
    _exit(0);
}

static void vfork_aside(void) {
    static char stack[65536] __attribute__((aligned(16)));
    clone(wait_aside, stack + sizeof stack, CLONE_VM | CLONE_VFORK | CLONE_PARENT | SIGCHLD, NULL);
    count(NULL);
}

static void watch_child(void) {
    signal(SIGCHLD, on_chld);
    pid_t child = fork();
    if (child == 0) { alarm(30); signal(SIGCHLD, SIG_DFL); count(NULL); }
    told->ready = child;
    int status;
    for (;;) {
        if (waitpid(child, &status, WUNTRACED | WCONTINUED) == child) told->stops++;
    }
}

static void trace_child(void) {
    pid_t child = fork();
    if (child == 0) { alarm(30); count(NULL); }
    ptrace(PTRACE_SEIZE, child, 0, 0);
    told->ready = child;
    pause();
}

static void zombies(void) {
    for (int i = 0; i < 2; i++) {
        if (fork() == 0) _exit(0);
    }
    count(NULL);
}

static void memory(long megabytes) {
    char *some = mmap(NULL, megabytes << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    memset(some, 7, megabytes << 20);
    threads(3);
    count(NULL);
}

int main(int argc, char **argv) {
    unsigned left = alarm(0); // an execve keeps it
    alarm(left ? left : 30);
    int file = open(argv[2], O_RDWR);
    told = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    struct sigaction action = {.sa_handler = on_usr1, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &action, NULL);
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR2);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    long number = argc > 3 ? atol(argv[3]) : 0;
    told->counter++;
    if (!strcmp(argv[1], "threads")) { threads((int)number); told->ready = getpid(); count(NULL); }
    if (!strcmp(argv[1], "forks")) fork_storm();
    if (!strcmp(argv[1], "threadstorm")) thread_storm();
    if (!strcmp(argv[1], "execs")) exec_storm(argv);
    if (!strcmp(argv[1], "vfork")) vfork_parent();
    if (!strcmp(argv[1], "vforkaside")) vfork_aside();
    if (!strcmp(argv[1], "watch")) watch_child();
    if (!strcmp(argv[1], "traced")) trace_child();
    if (!strcmp(argv[1], "zombies")) zombies();
    if (!strcmp(argv[1], "leaderless")) { threads(2); syscall(SYS_exit, 0); }
    if (!strcmp(argv[1], "memory")) memory(number);
    return 2;
}
