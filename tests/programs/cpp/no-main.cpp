#include <vector>
class Solution {
public:
    int maxProfit(std::vector<int>& prices) {
        int best = 0, least = prices[0];
        for (int p : prices) { least = std::min(least, p); best = std::max(best, p - least); }
        return best;
    }
};
