"""Background work of a node. What runs when: active_users, every PRESENCE_INTERVAL_S seconds."""
