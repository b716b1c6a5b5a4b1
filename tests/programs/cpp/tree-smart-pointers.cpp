#include <algorithm>
#include <functional>
#include <iostream>
#include <memory>
#include <string>

template <typename T>
struct Tree {
    struct Node {
        T value;
        std::unique_ptr<Node> left, right;
        ~Node() { std::cout << "~" << value << ' '; }
    };
    std::unique_ptr<Node> root;
    void insert(T value) {
        auto* at = &root;
        while (*at) at = value < (*at)->value ? &(*at)->left : &(*at)->right;
        at->reset(new Node{std::move(value), nullptr, nullptr});
    }
    int height() const {
        std::function<int(const Node*)> go = [&](const Node* n) {
            return n ? 1 + std::max(go(n->left.get()), go(n->right.get())) : 0;
        };
        return go(root.get());
    }
};

int main() {
    {
        Tree<std::string> tree;
        for (auto word : {"m", "c", "x", "a"}) tree.insert(word);
        std::cout << "height " << tree.height() << std::endl;
    }
    std::cout << std::endl;
    auto shared = std::make_shared<int>(5);
    std::weak_ptr<int> weak = shared;
    std::cout << shared.use_count() << weak.expired();
    shared.reset();
    std::cout << weak.expired() << "\n";
}
