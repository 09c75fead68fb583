<?php

// What the shop says.
return [
    'greeting' => 'Welcome back to our little shop, :name.',
    'basket' => [
        'empty' => 'There is nothing in your basket yet.',
        'items' => '{0} No items in it|{1} One item in it|[2,*] :count items in it',
    ],
    'mode' => 'dark_blue',
    "closed" => "We are closed on Sundays and on holidays.",
];
