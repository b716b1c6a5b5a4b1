#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static sem_t even, odd;
static int total = 0, turn = 0;

static void *add(void *given) {
    int *times = (int *)given;
    for (int i = 0; i < *times; i++) {
        pthread_mutex_lock(&lock);
        total++;
        pthread_mutex_unlock(&lock);
    }
    return given;
}

static void *print_even(void *) {
    for (int i = 0; i < 6; i += 2) {
        sem_wait(&even);
        printf("even %d\n", i);
        sem_post(&odd);
    }
    return nullptr;
}

static void *print_odd(void *) {
    for (int i = 1; i < 6; i += 2) {
        sem_wait(&odd);
        printf("odd %d\n", i);
        sem_post(&even);
    }
    return nullptr;
}

static void *third(void *given) {
    int mine = *(int *)given;
    pthread_mutex_lock(&lock);
    while (turn != mine) pthread_cond_wait(&changed, &lock);
    printf("turn %d\n", mine);
    turn++;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    return nullptr;
}

int main() {
    pthread_t threads[4];
    int times = 1000;
    for (int i = 0; i < 4; i++) pthread_create(&threads[i], nullptr, add, &times);
    void *back = nullptr;
    for (int i = 0; i < 4; i++) pthread_join(threads[i], &back);
    printf("total %d %d\n", total, back == &times);

    sem_init(&even, 0, 1);
    sem_init(&odd, 0, 0);
    pthread_create(&threads[0], nullptr, print_odd, nullptr);
    pthread_create(&threads[1], nullptr, print_even, nullptr);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], nullptr);

    int order[] = {2, 0, 1};
    for (int i = 0; i < 3; i++) pthread_create(&threads[i], nullptr, third, &order[i]);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], nullptr);
    usleep(1000);
    printf("done\n");
}
